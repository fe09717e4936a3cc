package io.interlock.journal;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.interlock.journal.store.FileTail;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import org.junit.jupiter.api.Test;

/** The record knows neither verification nor state, and nothing but the wiring knows how frames are kept. */
class PackageDirectionTest
{
    private static final String BASE = "io.interlock.journal.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.interlock.journal");

    @Test
    void shouldImportDownwardsOnly()
    {
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "record")
            .should().dependOnClassesThat().resideInAnyPackage("io.interlock.journal", BASE + "verify", BASE + "state").check(CLASSES);
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "verify")
            .should().dependOnClassesThat().resideInAnyPackage("io.interlock.journal", BASE + "state").check(CLASSES);
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "state")
            .should().dependOnClassesThat().resideInAnyPackage("io.interlock.journal", BASE + "verify").check(CLASSES);
        ArchRuleDefinition.noClasses().that().resideInAPackage(BASE + "store")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.interlock.journal", BASE + "record", BASE + "verify", BASE + "state").check(CLASSES);
    }

    @Test
    void shouldKnowOfTheStoreOnlyItsSeam()
    {
        final DescribedPredicate<JavaClass> inside = DescribedPredicate.describe("are the store's own", type ->
            type.getPackageName().equals(BASE + "store")
                && !type.isEquivalentTo(FrameSource.class) && !type.isEquivalentTo(FrameSource.Frame.class)
                && !type.isEquivalentTo(FrameStore.class) && !type.isEquivalentTo(FileTail.class));
        ArchRuleDefinition.noClasses().that().resideInAnyPackage(BASE + "record", BASE + "verify", BASE + "state")
            .or().haveNameMatching(".*\\.(JournalScan|Replayed.*|ScopeFold.*|LifeFold|DamageFold)")
            .should().dependOnClassesThat(inside).check(CLASSES);
    }
}
