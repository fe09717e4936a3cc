package io.interlock.gateway;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The tracker knows no FIX; a venue knows nothing of the breaker. */
class PackageDirectionTest
{
    private static final String BASE = "io.interlock.gateway.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.interlock.gateway");

    @Test
    void shouldKeepTheTrackerFreeOfFixAndInputAndOutput()
    {
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "order")
            .should().dependOnClassesThat().resideInAnyPackage(
                "quickfix..", BASE + "fix", BASE + "paper", "io.interlock.core.engine", "java.io..", "java.net..", "java.nio..")
            .check(CLASSES);
    }

    @Test
    void shouldKeepTheTapFromTheVenueAndTheVenueFromTheBreaker()
    {
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "fix")
            .should().dependOnClassesThat().resideInAPackage(BASE + "paper").check(CLASSES);
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "paper")
            .should().dependOnClassesThat().resideInAnyPackage(BASE + "fix", BASE + "order", "io.interlock.core.engine")
            .allowEmptyShould(true).check(CLASSES);
    }
}
