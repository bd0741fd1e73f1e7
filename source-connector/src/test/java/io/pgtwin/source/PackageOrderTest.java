package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A package imports only from packages that stand behind it here, so none can import each other. */
class PackageOrderTest {
    private static final List<String> ORDER = List.of("io.pgtwin.source", "io.pgtwin.source.preflight",
            "io.pgtwin.source.snapshot", "io.pgtwin.source.stream", "io.pgtwin.source.delivery",
            "io.pgtwin.source.queue",
            "io.pgtwin.source.offset", "io.pgtwin.source.catalog", "io.pgtwin.source.pgoutput", "io.pgtwin.converter",
            "io.pgtwin.common.wire", "io.pgtwin.common.config", "io.pgtwin.common.structure", "io.pgtwin.common.pg",
            "io.pgtwin.common.failpoint", "io.pgtwin.common.metrics",
            "io.pgtwin.common.failure", "io.pgtwin.common.model", "io.pgtwin.common");

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.pgtwin");

    @Test
    void everyPackageHasItsPlace() {
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void nothingIsImportedFromAPackageInFront() {
        assertThat(dependencies().filter(it -> place(it.getTargetClass()) < place(it.getOriginClass())))
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

    private Stream<Dependency> dependencies() {
        return classes.stream().flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> packageOf(it.getTargetClass()).startsWith("io.pgtwin"));
    }

    /** A package without a place stands in front of all. */
    private static int place(JavaClass it) {
        return ORDER.indexOf(packageOf(it));
    }

    private static String packageOf(JavaClass it) {
        return it.getBaseComponentType().getPackageName();
    }
}
