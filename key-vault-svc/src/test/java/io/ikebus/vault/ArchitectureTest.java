package io.ikebus.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know what. Think hard about the layering before changing a rule. */
class ArchitectureTest {
    private static final JavaClasses VAULT = new ClassFileImporter(
                    java.util.List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("io.ikebus.vault");

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ikebus.vault.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "io.quarkus.hibernate..", "org.hibernate..", "java.sql..")
                .check(VAULT);
    }

    @Test
    void nobodyKnowsTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ikebus.vault.store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ikebus.vault.store")
                .check(VAULT);
    }

    @Test
    void selectionAndSealingArePure() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.ikebus.vault.selector",
                        "io.ikebus.vault.masterkey",
                        "io.ikebus.vault.certificate",
                        "io.ikebus.vault.enrolled",
                        "io.ikebus.vault.issuing")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.security.auth.x500..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.annotation",
                        "org.bouncycastle..",
                        "io.ikebus.vault.enrolled",
                        "io.ikebus.vault.issuing",
                        "io.ikebus.protocol..",
                        "io.ikebus.vault.selector",
                        "io.ikebus.vault.masterkey",
                        "io.ikebus.vault.certificate")
                .check(VAULT);
    }

    @Test
    void accessAndProblemsKnowNothingOfTheVault() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ikebus.vault.access", "io.ikebus.vault.problem")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are the vault's own",
                        type -> type.getPackageName().startsWith("io.ikebus.vault")
                                && !type.getPackageName().equals("io.ikebus.vault.access")
                                && !type.getPackageName().equals("io.ikebus.vault.problem")))
                .check(VAULT);
    }

    @Test
    void cryptographyIsTheJdksAndTheProtocolLibrarys() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ikebus.vault.certification", "io.ikebus.vault.issuing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(VAULT);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..", "io.netty..")
                .check(VAULT);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.ikebus.vault.skeyid",
                        "io.ikebus.vault.signature",
                        "io.ikebus.vault.decryption",
                        "io.ikebus.vault.keysource",
                        "io.ikebus.vault.keytoken",
                        "io.ikebus.vault.keyuse",
                        "io.ikebus.vault.audit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(VAULT);
    }

    @Test
    void anExplanationOpensNoSecret() {
        noClasses()
                .that()
                .resideInAPackage("io.ikebus.vault.explanation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ikebus.vault.masterkey")
                .check(VAULT);
    }

    @Test
    void onlyRevocationOpensConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ikebus.vault.revocation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(VAULT);
    }

    @Test
    void onlyWhatSendsToTheWatchersKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ikebus.vault.siem")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(VAULT);
    }

    @Test
    void holdingsAuditAndSendingAreWithoutAFramework() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ikebus.vault.holdings", "io.ikebus.vault.audit", "io.ikebus.vault.siem")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "io.micrometer..")
                .check(VAULT);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("io.ikebus.vault.(*)..").should().beFreeOfCycles().check(VAULT);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(new ArchCondition<>("be in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage()
                                .tryGetAnnotationOfType(NullMarked.class)
                                .isPresent();
                        events.add(new SimpleConditionEvent(type, marked, type.getName() + " marked: " + marked));
                    }
                })
                .check(VAULT);
    }
}
