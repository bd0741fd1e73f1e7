package io.pgtwin.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
    private static final String ROOT = "io.pgtwin.benchmarks";
    private static final List<String> ORDER = List.of(ROOT, ROOT + ".growth", ROOT + ".workloads", ROOT + ".results",
            ROOT + ".systems", ROOT + ".data", ROOT + ".micro");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void everyPackageHasItsPlace() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).filter(it -> !it.endsWith(".jmh_generated"))
                .distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void packagesDoNotImportEachOther() {
        assertThat(dependencies().filter(it -> place(it.getTargetClass()) < place(it.getOriginClass())))
                .extracting(Dependency::getDescription).isEmpty();
    }

    @Test
    void systemsKnowNothingOfWhatTheyAreMeasuredWith() {
        noClasses().that().resideInAPackage("io.pgtwin.benchmarks.systems..").should().dependOnClassesThat()
                .resideInAnyPackage("io.pgtwin.benchmarks.workloads..", "io.pgtwin.benchmarks.results..")
                .check(CLASSES);
    }

    private static Stream<Dependency> dependencies() {
        return CLASSES.stream().flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> ORDER.contains(packageOf(it.getOriginClass()))
                        && ORDER.contains(packageOf(it.getTargetClass())));
    }

    private static int place(JavaClass it) {
        return ORDER.indexOf(packageOf(it));
    }

    private static String packageOf(JavaClass it) {
        return it.getBaseComponentType().getPackageName();
    }
}
