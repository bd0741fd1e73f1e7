package io.pgtwin.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

class PackageOrderTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.pgtwin.sink", "io.pgtwin.common");

    @Test
    void aClassImportsOnlyFromItsOwnLineOrALineBelow() {
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.pgtwin..")
                .layer("sink").definedBy("io.pgtwin.sink")
                .layer("steps").definedBy("io.pgtwin.sink.preflight", "io.pgtwin.sink.apply")
                .layer("values").definedBy("io.pgtwin.sink.batch", "io.pgtwin.sink.progress", "io.pgtwin.sink.target")
                .layer("common").definedBy("io.pgtwin.common..")
                .whereLayer("sink").mayNotBeAccessedByAnyLayer()
                .whereLayer("steps").mayOnlyBeAccessedByLayers("sink")
                .whereLayer("values").mayOnlyBeAccessedByLayers("sink", "steps")
                .whereLayer("common").mayOnlyBeAccessedByLayers("sink", "steps", "values")
                .check(CLASSES);
    }

    @Test
    void packagesDoNotImportEachOther() {
        slices().matching("io.pgtwin.sink.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theSinkNeverImportsTheSource() {
        noClasses().that().resideInAPackage("io.pgtwin.sink..")
                .should().dependOnClassesThat().resideInAPackage("io.pgtwin.source..").check(CLASSES);
    }

    @Test
    void onlyTheConnectorAndTheTaskKnowConnectsExceptions() {
        noClasses().that().doNotHaveSimpleName("PgTwinSinkTask").and().doNotHaveSimpleName("PgTwinSinkConnector")
                .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.connect.errors..").check(CLASSES);
    }
}
