package io.ikebus.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Think hard about the layering before changing a rule. */
class ImportRulesTest {
    private static final String[] PURE = {
        "..agent.kernel..", "..agent.plan..", "..agent.netlink..", "..agent.recording.."
    };
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ikebus.agent");

    @Test
    void onlyNetlinkCallsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..agent.netlink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(SERVICE);
    }

    @Test
    void nobodyKnowsNettyOrBouncyCastle() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "org.bouncycastle..")
                .check(SERVICE);
    }

    @Test
    void onlyTheIntakeKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..agent.intake..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(SERVICE);
    }

    @Test
    void whatDecidesAndWhatSpeaksToTheKernelKnowsNeitherContainerNorLog() {
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.ikebus.protocol..",
                        "io.ikebus.agent.kernel..",
                        "io.ikebus.agent.plan..",
                        "io.ikebus.agent.netlink..",
                        "io.ikebus.agent.recording..")
                .check(SERVICE);
    }

    @Test
    void nobodyCallsWhatStandsBeforeIt() {
        // intake -> install -> plan -> kernel <- netlink, recording
        mayNotCall("..agent.kernel..", "..agent.plan..", "..agent.netlink..", "..agent.recording..");
        mayNotCall("..agent.plan..", "..agent.install..", "..agent.netlink..", "..agent.recording..");
        mayNotCall("..agent.netlink..", "..agent.plan..", "..agent.install..", "..agent.recording..");
        mayNotCall("..agent.recording..", "..agent.plan..", "..agent.install..", "..agent.netlink..");
        mayNotCall("..agent.install..", "..agent.intake..", "..agent.netlink..", "..agent.recording..");
        mayNotCall("..agent.intake..", "..agent.start..", "..agent.api..", "..agent.netlink..", "..agent.recording..");
        mayNotCall("..agent.start..", "..agent.api..");
    }

    private static void mayNotCall(String from, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(SERVICE);
    }
}
