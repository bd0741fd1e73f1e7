package io.pgtwin.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackageOrderTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.pgtwin.benchmarks");

    @Test
    void packagesDoNotImportEachOther() {
        slices().matching("io.pgtwin.benchmarks.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void systemsKnowNothingOfWhatTheyAreMeasuredWith() {
        noClasses().that().resideInAPackage("io.pgtwin.benchmarks.systems..").should().dependOnClassesThat()
                .resideInAnyPackage("io.pgtwin.benchmarks.workloads..", "io.pgtwin.benchmarks.results..").check(CLASSES);
    }
}
