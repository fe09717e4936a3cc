package io.interlock.notify;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Packages of notify import downwards only; who decides what is told has neither clock nor thread nor socket. */
class PackageDirectionTest
{
    private static final String BASE = "io.interlock.notify.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.interlock.notify");

    @Test
    void shouldImportDownwardsOnly()
    {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("root").definedBy("io.interlock.notify")
            .optionalLayer("route").definedBy(BASE + "route..").optionalLayer("words").definedBy(BASE + "words..")
            .layer("http").definedBy(BASE + "http..").layer("channel").definedBy(BASE + "channel..")
            .optionalLayer("delivery").definedBy(BASE + "delivery..")
            .optionalLayer("kit").definedBy(BASE + "kit..")
            .whereLayer("root").mayNotAccessAnyLayer()
            .whereLayer("route").mayOnlyAccessLayers("root")
            .whereLayer("words").mayOnlyAccessLayers("root")
            .whereLayer("http").mayOnlyAccessLayers("root")
            .whereLayer("channel").mayOnlyAccessLayers("root", "http")
            .whereLayer("delivery").mayOnlyAccessLayers("root", "route", "words")
            .check(CLASSES);
    }

    @Test
    void shouldDecideWithoutClockThreadOrSocket()
    {
        ArchRuleDefinition.noClasses().that().resideInAnyPackage(BASE + "route..", BASE + "words..")
            .should().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
            .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
            .orShould().dependOnClassesThat().areAssignableTo(java.net.Socket.class)
            .orShould().dependOnClassesThat().resideInAnyPackage("org.apache.hc..")
            .allowEmptyShould(true).check(CLASSES);
    }
}
