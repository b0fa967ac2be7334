package io.ikebus.negotiator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ikebus.negotiator.auth.AuthenticationMethod;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom. Think hard about the layering before you change a line of this. */
class ImportRulesTest {
    private static final String ROOT = "io.ikebus.negotiator.";
    /** The pure core, from outside in: each imports only what stands behind it. */
    private static final List<String> PURE = List.of(
            "intake",
            "exchange",
            "engine",
            "session",
            "vendor",
            "nat",
            "configuration",
            "connection",
            "proposal",
            "auth",
            "credential",
            "keys",
            "crypto");

    private static final JavaClasses MODULE = module();

    private static JavaClasses module() {
        // Names are enough for these rules; reading every class that is mentioned would take a minute.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ikebus.negotiator");
    }

    @Test
    void thePackagesOfTheCoreAreThere() {
        assertThat(PURE)
                .allSatisfy(name ->
                        assertThat(MODULE.containPackage(ROOT + name)).as(name).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "intake",
                "exchange",
                "engine",
                "session",
                "vendor",
                "nat",
                "configuration",
                "connection",
                "proposal",
                "auth",
                "credential",
                "keys",
                "crypto"
            })
    void aPackageOfTheCoreKnowsTheJdkTheProtocolAndWhatStandsBehindIt(String name) {
        Stream<String> behind =
                PURE.subList(PURE.indexOf(name), PURE.size()).stream().map(other -> ROOT + other);
        Stream<String> more =
                switch (name) {
                    case "session" -> Stream.of("com.fasterxml.jackson..");
                    case "connection" -> Stream.of("javax.security.auth.x500..");
                    case "crypto" -> Stream.of("org.bouncycastle..", "javax.crypto..");
                    default -> Stream.of();
                };
        Stream<String> always = Stream.of("java..", "org.jspecify..", "io.ikebus.protocol..");

        classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(Stream.of(behind, more, always)
                        .flatMap(packages -> packages)
                        .toArray(String[]::new)))
                .check(MODULE);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void aMethodOfAuthenticationIsKnownByNameInItsPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "auth")
                .should()
                .accessFieldWhere(isMethodOfAuthentication())
                .check(MODULE);
    }

    /** But for the one that a connection has which says nothing else. */
    private static DescribedPredicate<JavaFieldAccess> isMethodOfAuthentication() {
        return DescribedPredicate.describe(
                "it is a constant of AuthenticationMethod",
                access -> access.getTargetOwner().isEquivalentTo(AuthenticationMethod.class)
                        && !access.getTarget().getName().equals(AuthenticationMethod.PRE_SHARED_KEY.name()));
    }

    @Test
    void bouncyCastleIsInCryptoOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "crypto")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bouncycastle.."))
                .check(MODULE);
    }

    @Test
    void theCoreDoesNoInputAndOutput() {
        noClasses()
                .that(resideInAnyPackage(core()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file.."))
                .check(MODULE);
    }

    @Test
    void clockAndRandomnessOfTheCoreAreArguments() {
        noClasses()
                .that(resideInAnyPackage(core()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callConstructor(SecureRandom.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(MODULE);
    }

    private static String[] core() {
        return PURE.stream().map(name -> ROOT + name).toArray(String[]::new);
    }
}
