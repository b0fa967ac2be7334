package io.ikebus.negotiator.shell;

import static io.ikebus.negotiator.shell.ShellHarness.HEADERS;
import static io.ikebus.negotiator.shell.ShellHarness.KEY;
import static io.ikebus.negotiator.shell.ShellHarness.MESSAGE;
import static io.ikebus.negotiator.shell.ShellHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.vault.AgentKeys.GatewayKey;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.SaKeySealing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionProcessorTest {
    private static final Instant LATER = START.plusSeconds(5);
    private static final SaId SA =
            new SaId(KEY.gateway(), IpAddress.parse("192.0.2.1"), IpsecProtocol.ESP, 0xc0ffee01L);
    private static final String SKEYID = "5ec4e75ec4e75ec4e75ec4e7";
    private static final String KEYMAT = "6b65796d61746b65796d61746b65796d61746b65";

    private final ShellHarness shell = new ShellHarness();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void takesADatagramToItsSessionAndSendsTheAnswer() {
        // Given
        Octets reply = Octets.fromHex("0011223344556677" + "99".repeat(20));
        DatagramHeaders replyHeaders = HEADERS.at(START.plusMillis(3));
        shell.engine.thenKeep(LATER, new Output.SendDatagram(replyHeaders, reply));
        // When
        shell.datagram();
        // Then
        assertThat(shell.engine.inputs).containsExactly(new Input.DatagramReceived(HEADERS, MESSAGE));
        assertThat(shell.engine.sessions).containsExactly(Session.fresh(KEY));
        TestRecord<String, byte[]> sent = only(Topics.DATAGRAMS_OUTBOUND);
        assertThat(sent.key()).isEqualTo(KEY.toString());
        assertThat(Octets.wrap(sent.value())).isEqualTo(reply);
        assertThat(DatagramHeaders.decode(name -> sent.headers().lastHeader(name) == null
                        ? null
                        : sent.headers().lastHeader(name).value()))
                .isEqualTo(new BusValue.Read<>(replyHeaders));
    }

    @Test
    void givesTheNextInputTheSessionOfTheOneBefore() {
        // Given
        shell.engine.thenKeep(LATER).thenLeave();
        // When
        shell.datagram();
        shell.datagram();
        // Then
        assertThat(shell.engine.sessions.get(1)).isEqualTo(ScriptedEngine.kept(KEY, LATER));
    }

    @Test
    void storesNothingForAStrangerThatTheEngineTurnsAway() {
        // Given
        shell.engine.thenLeave(new Output.Count("no-connection"));
        // When
        shell.datagram();
        // Then
        assertThat(shell.store().approximateNumEntries()).isZero();
        assertThat(shell.sent("ike-sessions-changelog")).isEmpty();
        assertThat(shell.counted("no-connection")).isEqualTo(1);
    }

    @Test
    void forgetsASessionThatIsOver() {
        // Given
        shell.engine.thenKeep(LATER).thenEnd(new Output.Retire(KEY));
        // When
        shell.datagram();
        shell.datagram();
        // Then
        assertThat(shell.store().get(KEY.toString())).isNull();
        TestRecord<String, byte[]> status = only(Topics.STATUS);
        assertThat(status.key()).isEqualTo(KEY.toString());
        assertThat(status.value()).isNull();
        // And no deadline is left over
        shell.advance(Duration.ofMinutes(1));
        assertThat(shell.engine.inputs).hasSize(2);
    }

    @Test
    void asksTheVaultBeforeAnythingElseHappensToTheSession() {
        // Given
        VaultQuestion question = question();
        shell.vaultAnswer =
                new VaultAnswer.Skeyid(Secret.wrap(Octets.fromHex(SKEYID).toByteArray()), "psk");
        shell.engine
                .thenKeep(LATER, new Output.Count("first"), new Output.AskVault(question))
                .then((session, input, environment) -> {
                    assertThat(input)
                            .isEqualTo(new Input.CredentialAnswered(new VaultAnswer.Skeyid(
                                    Secret.wrap(Octets.fromHex(SKEYID).toByteArray()), "psk")));
                    return new Step(
                            ScriptedEngine.kept(KEY, LATER.plusSeconds(1)), List.of(new Output.Count("second")));
                });
        // When
        shell.datagram();
        // Then
        assertThat(shell.asked).containsExactly(question);
        assertThat(shell.engine.isThrough()).isTrue();
        assertThat(shell.counted("first")).isEqualTo(1);
        assertThat(shell.counted("second")).isEqualTo(1);
        assertThat(shell.sent("ike-sessions-changelog")).hasSize(1);
        // And the secret has been wiped
        assertThat(((VaultAnswer.Skeyid) shell.vaultAnswer).skeyid().isDestroyed())
                .isTrue();
    }

    @Test
    void sealsKeysToTheAgentAndWipesThem() {
        // Given
        Hpke.KeyPair agent = Hpke.generate();
        shell.gatewayKey = new GatewayKey.Known(agent.publicKey());
        Secret keymat = Secret.wrap(Octets.fromHex(KEYMAT).toByteArray());
        shell.engine.thenKeep(LATER, install(keymat));
        // When
        shell.datagram();
        // Then
        TestRecord<String, byte[]> record = only(Topics.SA_COMMANDS);
        assertThat(record.key()).isEqualTo(SA.key());
        SaCommand.Install install = (SaCommand.Install) read(record, SaCommand.class);
        assertThat(install.session()).isEqualTo(KEY);
        assertThat(install.at()).isEqualTo(START);
        assertThat(SaKeySealing.open(agent, SA, install.sealedKeys()))
                .contains(Secret.wrap(Octets.fromHex(KEYMAT).toByteArray()));
        assertThat(keymat.isDestroyed()).isTrue();
    }

    @Test
    void tellsTheEngineAtOnceThatNoAgentCanBeSealedTo() {
        // Given
        Secret keymat = Secret.wrap(Octets.fromHex(KEYMAT).toByteArray());
        shell.engine
                .thenKeep(LATER, install(keymat), new Output.AskVault(question()))
                .thenLeave()
                .thenEnd();
        // When
        shell.datagram();
        // Then
        assertThat(shell.engine.inputs.get(1)).isInstanceOf(Input.CredentialAnswered.class);
        assertThat(shell.engine.inputs.get(2)).isInstanceOfSatisfying(Input.SaOutcomeReceived.class, input -> {
            assertThat(input.outcome().kind()).isEqualTo(SaOutcome.Kind.FAILED);
            assertThat(input.outcome().reason()).isEqualTo("no-gateway-key");
            assertThat(input.outcome().id()).isEqualTo(SA);
        });
        assertThat(shell.sent(Topics.SA_COMMANDS)).isEmpty();
        assertThat(keymat.isDestroyed()).isTrue();
    }

    @Test
    void asksForAnAgentsKeyAgainThatCouldNotOpenWhatWasSealed() {
        // Given
        shell.engine.thenLeave().thenLeave();
        // When
        for (String reason : List.of("EEXIST", "unsealable")) {
            SaOutcome outcome = new SaOutcome(1, KEY, SA, SaOutcome.Kind.FAILED, reason, "", START);
            shell.pipe(Topics.SA_OUTCOMES, KEY.toString(), BusJson.write(outcome));
        }
        // Then
        assertThat(shell.forgotten).containsExactly(KEY.gateway());
        assertThat(shell.engine.inputs).hasSize(2);
    }

    @Test
    void forwardsEverythingToItsTopic() {
        // Given
        SessionKey other = SessionKey.parse("east/00000000000000aa");
        IkeCommand command = new IkeCommand.Terminate(1, other, "initial-contact", START);
        SessionStatus status = status();
        DiaryEntry entry = new DiaryEntry(
                1, KEY, "00", "c", DiaryEntry.Kind.SENT, "Main Mode", "00000000", "MM2", "HDR, SA", 100, START);
        SiemEvent event =
                SiemEvent.of("id", "/negotiator/east", "io.ikebus.tunnel.opened", "to-west", START, Map.of("x", 1));
        shell.engine.thenKeep(
                LATER,
                new Output.RemoveSa("to-west", SA, "peer-deleted"),
                new Output.ForgetSa(SA),
                new Output.Command(command),
                new Output.Report(status),
                new Output.Note(entry),
                new Output.Announce(event));
        // The order comes back, for this topic is a source too.
        shell.engine.thenLeave();
        // When
        shell.datagram();
        // Then
        List<TestRecord<String, byte[]>> sas = shell.sent(Topics.SA_COMMANDS);
        assertThat(sas).extracting(TestRecord::key).containsExactly(SA.key(), SA.key());
        assertThat(read(sas.getFirst(), SaCommand.class))
                .isEqualTo(new SaCommand.Remove(1, KEY, "to-west", SA, "peer-deleted", START));
        assertThat(sas.getLast().value()).isNull();
        TestRecord<String, byte[]> order = only(Topics.COMMANDS);
        assertThat(order.key()).isEqualTo(other.toString());
        assertThat(read(order, IkeCommand.class)).isEqualTo(command);
        assertThat(read(only(Topics.STATUS), SessionStatus.class)).isEqualTo(status);
        assertThat(read(only(Topics.NEGOTIATIONS), DiaryEntry.class)).isEqualTo(entry);
        TestRecord<String, byte[]> announced = only(Topics.SIEM_EVENTS);
        assertThat(announced.key()).isEqualTo("to-west");
        assertThat(read(announced, SiemEvent.class)).isEqualTo(event);
    }

    @Test
    void dropsOnlyTheInputWhoseStepFails() {
        // Given
        shell.engine
                .thenKeep(LATER)
                .then((session, input, environment) -> {
                    environment.random(8);
                    throw new IllegalStateException("a bug");
                })
                .thenLeave();
        // When
        shell.datagram();
        shell.datagram();
        shell.datagram();
        // Then
        assertThat(shell.counted("step-failed")).isEqualTo(1);
        assertThat(shell.engine.sessions.get(2)).isEqualTo(ScriptedEngine.kept(KEY, LATER));
        assertThat(shell.sent(Topics.DATAGRAMS_OUTBOUND)).isEmpty();
    }

    @Test
    void doesNothingAtAllIfALaterStepOfTheSameInputFails() {
        // Given
        shell.engine
                .thenKeep(LATER, new Output.SendDatagram(HEADERS, MESSAGE), new Output.AskVault(question()))
                .thenFail("a bug");
        // When
        shell.datagram();
        // Then
        assertThat(shell.sent(Topics.DATAGRAMS_OUTBOUND)).isEmpty();
        assertThat(shell.store().get(KEY.toString())).isNull();
    }

    @Test
    void endsALoopOfQuestions() {
        // Given
        for (int i = 0; i < 16; i++) {
            shell.engine.thenKeep(LATER, new Output.AskVault(question()));
        }
        // When
        shell.datagram();
        // Then
        assertThat(shell.counted("step-failed")).isEqualTo(1);
        assertThat(shell.engine.isThrough()).isTrue();
    }

    @Test
    void wakesASessionWhenItsTimeHasComeAndNotBefore() {
        // Given
        shell.engine.thenKeep(START.plusSeconds(2)).thenKeep(START.plusSeconds(60));
        shell.datagram();
        // When
        shell.advance(Duration.ofMillis(1_950));
        // Then
        assertThat(shell.engine.inputs).hasSize(1);
        // When
        shell.advance(Duration.ofMillis(50));
        // Then
        assertThat(shell.engine.inputs.getLast()).isEqualTo(new Input.TimerFired());
        assertThat(shell.engine.environments.getLast().now()).isEqualTo(START.plusSeconds(2));
        // And it is not woken again before its next deadline
        shell.advance(Duration.ofSeconds(30));
        assertThat(shell.engine.inputs).hasSize(2);
    }

    @Test
    void wakesASessionAgainLaterWhoseStepFailed() {
        // Given
        shell.engine.thenKeep(START.plusSeconds(1)).thenFail("a bug").thenEnd();
        shell.datagram();
        // When
        shell.advance(Duration.ofSeconds(1));
        shell.advance(Duration.ofSeconds(1));
        // Then
        assertThat(shell.engine.inputs).hasSize(2);
        // When
        shell.advance(Duration.ofSeconds(10));
        // Then
        assertThat(shell.engine.isThrough()).isTrue();
    }

    @Test
    void negotiatesAnewWhatCannotBeOpenedAndSaysSo() {
        // Given
        shell.store().put(KEY.toString(), new byte[] {1, 2, 3});
        shell.engine.thenEnd();
        // When
        shell.datagram();
        // Then
        assertThat(shell.counted("session-form")).isEqualTo(1);
        assertThat(shell.engine.sessions).containsExactly(Session.fresh(KEY));
        assertThat(shell.store().get(KEY.toString())).isNull();
        assertThat(only(Topics.STATUS).value()).isNull();
    }

    @Test
    void countsHowHandshakesEnd() {
        // Given
        shell.engine.thenKeep(LATER).thenKeep(LATER);
        // When
        shell.datagram();
        shell.datagram();
        // Then
        assertThat(shell.handshakes("kept")).isEqualTo(1);
    }

    @Test
    void countsTheSessionsItHolds() {
        // Given
        shell.engine.thenKeep(LATER).thenKeep(LATER).thenEnd().thenLeave();
        // Then
        shell.datagram();
        shell.datagram();
        assertThat(shell.held()).isEqualTo(1);
        shell.datagram();
        shell.datagram();
        assertThat(shell.held()).isZero();
    }

    @Test
    void putsNoSecretOnTheBus() {
        // Given
        Hpke.KeyPair agent = Hpke.generate();
        shell.gatewayKey = new GatewayKey.Known(agent.publicKey());
        shell.vaultAnswer =
                new VaultAnswer.Skeyid(Secret.wrap(Octets.fromHex(SKEYID).toByteArray()), "psk");
        shell.engine
                .thenKeep(LATER, new Output.AskVault(question()))
                .thenKeep(LATER, install(Secret.wrap(Octets.fromHex(KEYMAT).toByteArray())));
        // When
        shell.datagram();
        // Then
        String bus = shell.everything(List.of(
                "ike-sessions-changelog",
                Topics.SA_COMMANDS,
                Topics.DATAGRAMS_OUTBOUND,
                Topics.STATUS,
                Topics.NEGOTIATIONS,
                Topics.SIEM_EVENTS,
                Topics.COMMANDS));
        assertThat(bus).contains("sealedKeys");
        for (String secret : List.of(SKEYID, KEYMAT)) {
            byte[] octets = Octets.fromHex(secret).toByteArray();
            assertThat(bus).doesNotContain(secret).doesNotContain(new String(octets, StandardCharsets.ISO_8859_1));
        }
    }

    private static Output.InstallSa install(Secret keymat) {
        return new Output.InstallSa(
                "to-west",
                SA,
                new SaDescription(
                        SaDescription.Direction.INBOUND,
                        IpAddress.parse("192.0.2.2"),
                        SaDescription.Mode.TUNNEL,
                        new SaTransform(SaTransform.Encryption.AES_GCM_16, 128, SaTransform.Integrity.NONE),
                        SaDescription.LOWEST_REQID,
                        64,
                        false,
                        null,
                        new SaDescription.SaLifetime(3000, 3600, 0, 0),
                        null,
                        null),
                List.of(),
                keymat);
    }

    private static VaultQuestion question() {
        return new VaultQuestion.SkeyidFromPsk(
                KEY.gateway(),
                "to-west",
                IpAddress.parse("192.0.2.2"),
                null,
                null,
                "SHA2_256",
                Octets.fromHex("01".repeat(16)),
                Octets.fromHex("02".repeat(16)));
    }

    private static SessionStatus status() {
        return new SessionStatus(
                1,
                KEY,
                "00",
                "to-west",
                SessionStatus.Role.RESPONDER,
                "established",
                HEADERS.local(),
                HEADERS.remote(),
                "east.example",
                "west.example",
                "aes256",
                START,
                START,
                LATER,
                null,
                List.of());
    }

    private TestRecord<String, byte[]> only(String topic) {
        List<TestRecord<String, byte[]>> records = shell.sent(topic);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static <T> T read(TestRecord<String, byte[]> record, Class<T> type) {
        BusValue<T> value = BusJson.read(record.value(), type);
        assertThat(value).isInstanceOf(BusValue.Read.class);
        return ((BusValue.Read<T>) value).value();
    }
}
