package io.ikebus.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Think hard about the layering before changing this file: every service stands on this library. */
class ImportRulesTest {

    private static final JavaClasses PROTOCOL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ikebus.protocol");

    @Test
    void knowsTheJdkJacksonAndBouncyCastleAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.ikebus.protocol..",
                        "java..",
                        "javax.crypto..",
                        "javax.security.auth..",
                        "com.fasterxml.jackson..",
                        "org.bouncycastle..",
                        "org.jspecify.annotations..")
                .check(PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({
        "org.bouncycastle.., sealing",
        "javax.crypto.., sealing",
        "com.fasterxml.jackson.core.., bus",
        "com.fasterxml.jackson.databind.., bus",
        "com.fasterxml.jackson.datatype.., bus",
    })
    void eachLibraryIsKnownToOnePackage(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ikebus.protocol." + home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PROTOCOL);
    }

    /** Octets know nobody, ISAKMP knows octets, the bus knows both, sealing knows what it binds to. */
    @ParameterizedTest
    @CsvSource({"octets, isakmp", "octets, bus", "octets, sealing", "isakmp, bus", "isakmp, sealing", "bus, sealing"})
    void noPackageKnowsOneThatIsBuiltOnIt(String lower, String upper) {
        noClasses()
                .that()
                .resideInAPackage("io.ikebus.protocol." + lower)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ikebus.protocol." + upper)
                .check(PROTOCOL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.ikebus.protocol.(*)..").should().beFreeOfCycles().check(PROTOCOL);
    }

    @Test
    void nobodyAsksDns() {
        noClasses()
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getHostName")
                .orShould()
                .callMethod(InetAddress.class, "getCanonicalHostName")
                .check(PROTOCOL);
    }
}
