package io.ikebus.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Think hard about the layering before you change this file. */
class ImportRulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ikebus.local");

    @Test
    void noPackageCallsOneThatStandsBeforeIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("commands")
                .definedBy("io.ikebus.local")
                .layer("demo")
                .definedBy("..demo..")
                .layer("verification")
                .definedBy("..verification..")
                .layer("stack")
                .definedBy("..stack..")
                .layer("service")
                .definedBy("..service..")
                .layer("api")
                .definedBy("..api..")
                .layer("child")
                .definedBy("..child..")
                .whereLayer("commands")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("commands")
                .whereLayer("verification")
                .mayOnlyBeAccessedByLayers("commands")
                .whereLayer("stack")
                .mayOnlyBeAccessedByLayers("commands", "demo")
                .whereLayer("service")
                .mayOnlyBeAccessedByLayers("commands", "demo", "stack")
                .check(CLASSES);
    }

    @Test
    void servicesAreKnownByTheirApisAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ikebus.vault..", "io.ikebus.transport..", "io.ikebus.agent..")
                .check(CLASSES);
        // The load generator is a peer, made of the negotiator's engine.
        noClasses()
                .that()
                .resideOutsideOfPackage("..load..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ikebus.negotiator..")
                .check(CLASSES);
    }

    @Test
    void kafkaIsReadInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.ikebus.local.demo.Diary")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..")
                .check(CLASSES);
    }
}
