package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** A class imports from its own line or a line below, never above. */
class PackageOrderTest {
    private static final List<List<String>> LINES = List.of(
            List.of("io.pgtwin.source"),
            List.of("io.pgtwin.source.preflight", "io.pgtwin.source.snapshot", "io.pgtwin.source.stream"),
            List.of("io.pgtwin.source.catalog", "io.pgtwin.source.delivery", "io.pgtwin.source.offset",
                    "io.pgtwin.source.queue"),
            List.of("io.pgtwin.source.pgoutput"),
            List.of("io.pgtwin.converter", "io.pgtwin.common.wire", "io.pgtwin.common.config",
                    "io.pgtwin.common.structure"),
            List.of("io.pgtwin.common.pg", "io.pgtwin.common.failure"),
            List.of("io.pgtwin.common.model", "io.pgtwin.common"));

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.pgtwin");

    @Test
    void everyPackageHasItsLine() {
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(LINES.stream().flatMap(List::stream).toList());
    }

    @Test
    void nothingIsImportedFromALineAbove() {
        assertThat(dependencies().filter(it -> line(it.getTargetClass()) < line(it.getOriginClass())))
                .extracting(Dependency::getDescription).isEmpty();
    }

    @Test
    void theSinkIsNeverImported() {
        assertThat(dependencies().filter(it -> packageOf(it.getTargetClass()).startsWith("io.pgtwin.sink")))
                .extracting(Dependency::getDescription).isEmpty();
    }

    @Test
    void theModelImportsNothingOfOurs() {
        assertThat(dependencies().filter(it -> packageOf(it.getOriginClass()).equals("io.pgtwin.common.model"))
                .filter(it -> !packageOf(it.getTargetClass()).equals("io.pgtwin.common.model")))
                .extracting(Dependency::getDescription).isEmpty();
    }

    @Test
    void packagesDoNotImportEachOther() {
        SlicesRuleDefinition.slices().matching("io.pgtwin.(**)").should().beFreeOfCycles().check(classes);
    }

    private Stream<Dependency> dependencies() {
        return classes.stream().flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> packageOf(it.getTargetClass()).startsWith("io.pgtwin"));
    }

    /** A package without a line stands above all. */
    private static int line(JavaClass it) {
        String name = packageOf(it);
        return LINES.indexOf(LINES.stream().filter(line -> line.contains(name)).findFirst().orElse(null));
    }

    private static String packageOf(JavaClass it) {
        return it.getBaseComponentType().getPackageName();
    }
}
