package io.ikebus.local.interop;

import static io.ikebus.testkit.Prerequisite.IPTABLES;
import static io.ikebus.testkit.Prerequisite.PING;
import static io.ikebus.testkit.Prerequisite.ROOT;
import static io.ikebus.testkit.Prerequisite.SOFT_TOKEN;
import static io.ikebus.testkit.Prerequisite.STRONGSWAN;
import static io.ikebus.testkit.Prerequisite.TCPDUMP;
import static io.ikebus.testkit.Prerequisite.UML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.local.service.ServiceKind;
import io.ikebus.testkit.junit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** strongSwan and libreswan against all of ikebus, under a kernel with ESP; {@link Scenario} says what each check does. */
@Requires({ROOT, UML, STRONGSWAN, PING, TCPDUMP, IPTABLES, SOFT_TOKEN})
class RealPeerTest {

    private static final String CHOSEN = "ikebus.bed.trials";
    private static final Path LOGS = Path.of("target", "interop").toAbsolutePath();
    private static Machines.@Nullable Ran run;

    @BeforeAll
    static void runAllTrials() {
        Path home = home();
        for (ServiceKind kind : ServiceKind.values()) {
            Path application = home.resolve(kind.module()).resolve("target/quarkus-app/quarkus-run.jar");
            assertThat(application).as("what ./mvnw package builds").exists();
        }
        run = new Machines(home, LOGS).run(chosen());
    }

    /** {@code -Dikebus.bed.trials=MAIN_RSA.WE_INITIATE,PEER_DELETES} tries only these; the others then fail. */
    private static Set<String> chosen() {
        return Stream.of(System.getProperty(CHOSEN, "").split(","))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Test
    void peerInitiatesAndPacketsCrossBothWays() {
        assertPassed(Check.PEER_INITIATES_AND_PACKETS_CROSS_BOTH_WAYS);
    }

    @Test
    void peerRekeysTheChild() {
        assertPassed(Check.PEER_REKEYS_THE_CHILD);
    }

    @Test
    void peerDeletes() {
        assertPassed(Check.PEER_DELETES);
    }

    @Test
    void noPacketIsLostWhileThePeerRenewsBothPhases() {
        assertPassed(Check.PEER_RENEWS_BOTH_PHASES_UNDER_PACKETS);
    }

    @Test
    void noPacketIsLostWhileWeRenewBothPhases() {
        assertPassed(Check.WE_RENEW_BOTH_PHASES_UNDER_PACKETS);
    }

    @Test
    void theIsakmpSaStaysWhenThePeerDeletesOnlyTheChild() {
        assertPassed(Check.PEER_DELETES_ONLY_THE_CHILD);
    }

    @Test
    void weInitiateAndPacketsCrossBothWays() {
        assertPassed(Check.WE_INITIATE_AND_PACKETS_CROSS_BOTH_WAYS);
    }

    @Test
    void weDelete() {
        assertPassed(Check.WE_DELETE);
    }

    @Test
    void peerCompletesWhenTheOnlyNegotiatorIsKilledBetweenMessages3And5() {
        assertPassed(Check.NEGOTIATOR_IS_KILLED_BETWEEN_MESSAGES_3_AND_5);
    }

    @Test
    void peerWithAnotherPreSharedKeyGetsNoTunnel() {
        assertPassed(Check.PEER_HAS_ANOTHER_PRE_SHARED_KEY);
    }

    @Test
    void weGetNoTunnelFromAPeerWithAnotherPreSharedKey() {
        assertPassed(Check.WE_INITIATE_TO_ANOTHER_PRE_SHARED_KEY);
    }

    @Test
    void peerWithAKeyThatWeHaveReplacedGetsItsTunnel() {
        assertPassed(Check.PEER_INITIATES_WITH_A_KEY_THAT_WE_HAVE_REPLACED);
    }

    @Test
    void weGetOurTunnelFromAPeerWithAKeyThatWeHaveReplaced() {
        assertPassed(Check.WE_INITIATE_TO_A_PEER_WITH_A_KEY_THAT_WE_HAVE_REPLACED);
    }

    @Test
    void bothAskWhetherTheOtherIsStillThere() {
        assertPassed(Check.BOTH_ASK_WHETHER_THE_OTHER_IS_THERE);
    }

    @Test
    void aPeerThatFallsSilentIsGivenUp() {
        assertPassed(Check.PEER_FALLS_SILENT);
    }

    @Test
    void ofAPeerThatFallsSilentPoliciesStayWhereNothingMayGoInClear() {
        assertPassed(Check.PEER_FALLS_SILENT_AND_NOTHING_GOES_IN_CLEAR);
    }

    static Stream<Row> rowsThatThePeerCanInitiate() {
        return Stream.of(Row.values()).filter(row -> row.terms().access().peerCanInitiate());
    }

    static Stream<Row> rowsThatWeCanInitiate() {
        return Stream.of(Row.values()).filter(row -> row.terms().access().weCanInitiate());
    }

    @ParameterizedTest
    @MethodSource("rowsThatThePeerCanInitiate")
    void peerInitiates(Row row) {
        assertPassed(Trial.name(row, false));
    }

    @ParameterizedTest
    @MethodSource("rowsThatWeCanInitiate")
    void weInitiate(Row row) {
        assertPassed(Trial.name(row, true));
    }

    @Test
    void wireCarriedOnlyIkeEspAndAh() {
        assertPassed(Check.WIRE_CARRIED_ONLY_IKE_ESP_AND_AH);
    }

    @Test
    void noTopicHoldsASecret() {
        assertPassed(Check.NO_TOPIC_HOLDS_A_SECRET);
    }

    @Test
    void pskRsaAndEcdsaKeysAreInTheDatabaseAndInAToken() {
        assertPassed(Check.KEYS_ARE_IN_THE_DATABASE_OR_IN_THE_TOKEN);
    }

    /** Only a run of everything can be compared: a part of it says nothing of the rest. */
    @Test
    void theDocumentTellsWhatThisRunHasShown() throws IOException {
        Map<String, Result> results = Objects.requireNonNull(run).results();
        List<String> endings = run.endings();
        Path made = Files.writeString(LOGS.resolve("interop.md"), InteropTable.of(results));
        assumeTrue(System.getProperty(CHOSEN, "").isEmpty(), "only some trials were asked for with -D" + CHOSEN);
        assumeTrue(
                Trial.all().stream().map(Trial::name).allMatch(results::containsKey),
                () -> "the machines " + endings + " before everything had been tried; logs are in " + LOGS);
        for (Result result : results.values()) {
            assumeFalse(result instanceof Result.NotTried, () -> "a peer is not on this machine: " + result);
        }

        assertThat(Files.readString(home().resolve("docs/interop.md")))
                .as("docs/interop.md, next to %s", made)
                .isEqualTo(Files.readString(made));
    }

    private static void assertPassed(Check check) {
        assertPassed(check.name());
    }

    private static void assertPassed(String trial) {
        Machines.Ran ran = Objects.requireNonNull(run);
        Result result = ran.results().get(trial);
        if (result instanceof Result.NotTried(String reason)) {
            abort(reason);
        }
        assertThat(result)
                .as("%s; logs are in %s; the machines %s", trial, LOGS, ran.endings())
                .isEqualTo(new Result.Passed());
    }

    private static Path home() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("ikebus"))) {
            directory = Objects.requireNonNull(directory.getParent(), "the repository has a file named ikebus");
        }
        return directory;
    }
}
