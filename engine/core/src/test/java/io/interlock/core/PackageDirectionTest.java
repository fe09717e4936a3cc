package io.interlock.core;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Lower packages of core never import higher ones, and the law touches nothing but values. */
class PackageDirectionTest
{
    private static final String BASE = "io.interlock.core.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.interlock.core");

    @Test
    void shouldImportDownwardsOnly()
    {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("model").definedBy(BASE + "model").layer("machine").definedBy(BASE + "machine").layer("port").definedBy(BASE + "port")
            .layer("gate").definedBy(BASE + "gate").layer("report").definedBy(BASE + "report").layer("mapped").definedBy(BASE + "mapped")
            .layer("status").definedBy(BASE + "status").layer("dump").definedBy(BASE + "dump")
            .layer("engine").definedBy(BASE + "engine").layer("text").definedBy(BASE + "text")
            .whereLayer("text").mayNotAccessAnyLayer()
            .whereLayer("engine").mayNotBeAccessedByAnyLayer()
            .whereLayer("dump").mayOnlyBeAccessedByLayers("engine")
            .whereLayer("status").mayOnlyBeAccessedByLayers("engine", "dump")
            .whereLayer("mapped").mayOnlyBeAccessedByLayers("engine", "dump", "status")
            .whereLayer("report").mayOnlyBeAccessedByLayers("engine", "dump", "status", "mapped")
            .whereLayer("gate").mayOnlyBeAccessedByLayers("engine", "dump", "status", "mapped", "report")
            .whereLayer("port").mayOnlyBeAccessedByLayers("engine", "dump", "status", "mapped", "report", "gate")
            .whereLayer("machine").mayOnlyBeAccessedByLayers("engine", "dump", "status", "mapped", "report", "gate", "port")
            .check(CLASSES);
    }

    @Test
    void shouldKeepTheLawPure()
    {
        ArchRuleDefinition.noClasses().that().resideInAnyPackage(BASE + "machine", BASE + "model")
            .should().dependOnClassesThat().resideInAnyPackage(
                "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.time..", "java.util.concurrent..", "org.slf4j..",
                "com.lmax..", "org.agrona..")
            .check(CLASSES);
    }

    @Test
    void shouldReadClocksInTheClockAlone()
    {
        ArchRuleDefinition.noClasses().that().haveNameNotMatching(".*EngineClock.*")
            .should().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
            .check(CLASSES);
    }
}
