package io.ikebus.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Think hard about the layering before changing this file: each library has one package that knows it. */
class ImportRulesTest {

    private static final JavaClasses TESTKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ikebus.testkit");

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.., broker",
        "kafka.., broker",
        "io.zonky.., postgres",
        "java.sql.., postgres",
        "org.bouncycastle.., pki",
        "org.jose4j.., pki",
        "org.jboss.logmanager.., logging",
        "org.junit.., junit",
    })
    void eachLibraryIsKnownToOnePackage(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ikebus.testkit." + home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(TESTKIT);
    }

    @Test
    void knowsNoServiceAndNoContainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.ikebus.vault..", "io.ikebus.transport..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ikebus.agent..", "io.ikebus.negotiator..", "io.ikebus.local..")
                .check(TESTKIT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.ikebus.testkit.(*)..").should().beFreeOfCycles().check(TESTKIT);
    }
}
