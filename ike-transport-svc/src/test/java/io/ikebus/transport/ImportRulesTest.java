package io.ikebus.transport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Think hard about the layering before changing a rule. */
class ImportRulesTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ikebus.transport");

    @Test
    void onlyEndpointKnowsNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..transport.endpoint..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(SERVICE);
    }

    @Test
    void onlyTheBusSideKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..transport.bus..", "..transport.ingress..", "..transport.egress..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.smallrye.reactive..", "org.eclipse.microprofile.reactive..")
                .check(SERVICE);
    }

    @Test
    void nobodyCallsNativeCodeOrBouncyCastle() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..", "org.bouncycastle..")
                .check(SERVICE);
    }

    @Test
    void whatDecidesKnowsNoContainer() {
        noClasses()
                .that()
                .resideInAnyPackage("..datagram..", "..endpoint..", "..rate..", "..peers..", "..admission..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "org.eclipse.microprofile..")
                .check(SERVICE);
    }

    @Test
    void nobodyCallsWhatStandsBeforeIt() {
        noClasses()
                .that()
                .resideInAPackage("..transport.endpoint..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..transport.admission..", "..transport.ingress..", "..transport.egress..", "..transport.bus..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage("..transport.admission..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..transport.endpoint..", "..transport.ingress..", "..transport.egress..", "..transport.bus..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage("..transport.ingress..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..transport.endpoint..", "..transport.egress..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAnyPackage("..datagram..", "..rate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..transport.endpoint..", "..transport.peers..", "..transport.config..")
                .check(SERVICE);
    }
}
