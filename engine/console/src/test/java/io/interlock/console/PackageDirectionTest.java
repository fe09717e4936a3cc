package io.interlock.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What answers knows no server, what decides who may what knows no request, and the server's library stays behind two classes. */
class PackageDirectionTest
{
    private static final String BASE = "io.interlock.console.";
    private static final String[] SERVER = {"io.undertow..", "org.xnio..", "org.jboss.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.interlock.console");

    @Test
    void shouldKeepTheServersLibraryBehindThreeClasses()
    {
        noClasses().that().haveNameNotMatching(".*\\.http\\.Undertow(Listener|Exchanges|Stream)(\\$.*)?")
            .should().dependOnClassesThat().resideInAnyPackage(SERVER).check(CLASSES);
        classes().that().haveNameMatching(".*\\.Undertow.*").should().notBePublic().check(CLASSES);
    }

    @Test
    void shouldAnswerWithoutKnowingAServer()
    {
        noClasses().that().resideInAnyPackage(BASE + "api..", BASE + "metrics..")
            .should().dependOnClassesThat().haveNameMatching(".*\\.http\\.(Console|Undertow|Front|Setup|Server|Connections|Workers).*")
            .allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void shouldImportDownwardsOnly()
    {
        noClasses().that().resideInAPackage(BASE + "access..")
            .should().dependOnClassesThat().resideInAnyPackage(BASE + "http..", BASE + "api..", BASE + "metrics..").check(CLASSES);
        noClasses().that().resideInAPackage(BASE + "http..")
            .should().dependOnClassesThat().resideInAnyPackage(BASE + "api..", BASE + "metrics..").check(CLASSES);
        noClasses().that().resideInAPackage(BASE + "page..")
            .should().dependOnClassesThat().resideInAnyPackage(BASE + "access..", BASE + "api..", BASE + "metrics..").check(CLASSES);
        noClasses().that().resideInAnyPackage(BASE + "api..", BASE + "http..", BASE + "metrics..")
            .should().dependOnClassesThat().resideInAPackage(BASE + "page..").check(CLASSES);
        noClasses().that().resideInAPackage(BASE.substring(0, BASE.length() - 1))
            .should().dependOnClassesThat().resideInAnyPackage(BASE + "access..", BASE + "http..", BASE + "api..", BASE + "metrics..")
            .allowEmptyShould(true).check(CLASSES);
    }
}
