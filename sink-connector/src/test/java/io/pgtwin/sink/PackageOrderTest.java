package io.pgtwin.sink;

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
    private static final List<String> ORDER = List.of("io.pgtwin.sink", "io.pgtwin.sink.preflight",
            "io.pgtwin.sink.apply",
            "io.pgtwin.sink.structure", "io.pgtwin.sink.gathering", "io.pgtwin.sink.transaction",
            "io.pgtwin.sink.batch", "io.pgtwin.sink.progress",
            "io.pgtwin.sink.database", "io.pgtwin.sink.topics");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pgtwin.sink", "io.pgtwin.common");

    @Test
    void everyPackageHasItsPlace() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).filter(it -> it.startsWith("io.pgtwin.sink"))
                .distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void nothingIsImportedFromAPackageInFront() {
        assertThat(dependencies().filter(it -> place(it.getTargetClass()) < place(it.getOriginClass())))
                .extracting(Dependency::getDescription).isEmpty();
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

    private static Stream<Dependency> dependencies() {
        return CLASSES.stream().flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> packageOf(it.getTargetClass()).startsWith("io.pgtwin."));
    }

    /** What the modules share stands behind all. */
    private static int place(JavaClass it) {
        int place = ORDER.indexOf(packageOf(it));
        return place < 0 ? ORDER.size() : place;
    }

    private static String packageOf(JavaClass it) {
        return it.getBaseComponentType().getPackageName();
    }
}
