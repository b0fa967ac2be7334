package io.ikebus.negotiator.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.store.SealingKeySource.Issue;
import io.ikebus.negotiator.vault.AgentKeys.GatewayKey;
import io.ikebus.negotiator.vault.FakeVault.Fault;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.testkit.pki.LocalAuthority;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultClientTest {
    private static final String PSK = "correct horse battery staple";
    private static final GatewayId EAST = new GatewayId("east");
    /** Longer than any answer takes, on a busy machine too. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** For a vault that says nothing; one that speaks again is given as long. */
    private static final Duration IMPATIENT = Duration.ofSeconds(3);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    static Path directory;

    private static LocalAuthority authority;
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private FakeVault vault;
    private VaultConnection connection;

    @BeforeAll
    static void authority() {
        authority = LocalAuthority.create(directory);
    }

    @BeforeEach
    void start() {
        vault = new FakeVault(authority.issue("vault"), PSK);
        connection = connection("negotiator", vault.url());
        // The first TLS handshake of a cold JVM may take longer than a time-out under test.
        connection.get("/warm");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void asksForSkeyid() throws Exception {
        // When
        VaultAnswer answer = new VaultCredentials(connection).ask(question("to-west"));
        // Then
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PSK.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(Octets.fromHex("01".repeat(16)).toByteArray());
        mac.update(Octets.fromHex("02".repeat(16)).toByteArray());
        assertThat(answer).isEqualTo(new VaultAnswer.Skeyid(Secret.wrap(mac.doFinal()), "everybody"));
        assertThat(answer.toString()).doesNotContain("skeyid=Secret").contains("***");
        assertThat(connection.isReachable()).isTrue();
    }

    @Test
    void readsWhatSkeyidIsWithFormerVersions() {
        // Given
        vault.answerWith("/api/v1/skeyid", 200, """
                {"skeyid":"0a0b","credential":"west","former":["0c","0d"],"formerVersions":["west#2","west#1"]}""");
        // When
        VaultAnswer answer = new VaultCredentials(connection).ask(question("to-west"));
        // Then
        assertThat(answer)
                .isEqualTo(new VaultAnswer.Skeyid(
                        secret(0x0a, 0x0b),
                        "west",
                        List.of(
                                new VaultAnswer.Skeyid.Former(secret(0x0c), "west#2"),
                                new VaultAnswer.Skeyid.Former(secret(0x0d), "west#1"))));
        assertThat(answer.toString()).contains("west#2").doesNotContain("0c");
    }

    private static Secret secret(int... octets) {
        return Secret.copyOf(Octets.of(octets).toByteArray());
    }

    @Test
    void saysThatThereIsNoCredential() {
        assertThat(new VaultCredentials(connection).ask(question("unknown")))
                .isEqualTo(new VaultAnswer.Refused("no-credential"));
        assertThat(connection.isReachable()).isTrue();
    }

    private static VaultQuestion.Sign signing() {
        return new VaultQuestion.Sign(
                new GatewayId("east"),
                "to-west",
                IpAddress.parse("192.0.2.2"),
                "east.example",
                IdType.FQDN,
                Octets.fromHex("0102"),
                null,
                "rsa",
                Octets.fromHex("0304"));
    }

    @Test
    void asksForASignature() {
        // Given
        vault.answerWith("/api/v1/signatures", 200, """
                {"signature":"0a0b","certificates":["0c","0d0e"],"credential":"east"}""");
        // When
        VaultAnswer answer = new VaultCredentials(connection).ask(signing());
        // Then
        assertThat(answer)
                .isEqualTo(new VaultAnswer.Signed(
                        Octets.fromHex("0a0b"), List.of(Octets.fromHex("0c"), Octets.fromHex("0d0e")), "east"));
        assertThat(vault.bodyAt("/api/v1/signatures")).isEqualTo("""
                {"gateway":"east","connection":"to-west","peerAddress":"192.0.2.2","localIdentity":"east.example",\
                "localIdentityType":2,"localIdentityData":"0102","method":"rsa","hash":"0304"}""");
    }

    @Test
    void asksWhoseSignatureItIs() {
        // Given
        vault.answerWith("/api/v1/verifications", 200, "{\"subject\":\"CN=west\",\"anchor\":\"root\"}");
        VaultQuestion question = new VaultQuestion.Verify(
                new GatewayId("east"),
                "to-west",
                IdType.FQDN,
                Octets.fromHex("0102"),
                List.of(new VaultQuestion.Certificate(4, Octets.fromHex("0c"))),
                List.of(),
                "rsa",
                Octets.fromHex("0304"),
                Octets.fromHex("0506"));
        // Then
        assertThat(new VaultCredentials(connection).ask(question))
                .isEqualTo(new VaultAnswer.Verified("CN=west", "root"));
        assertThat(vault.bodyAt("/api/v1/verifications")).isEqualTo("""
                {"gateway":"east","connection":"to-west","peerIdentityType":2,"peerIdentityData":"0102",\
                "certificates":[{"encoding":4,"data":"0c"}],"revocationLists":[],"method":"rsa","hash":"0304",\
                "signature":"0506"}""");
    }

    private static VaultQuestion.Decrypt decrypting(String certificateHash, String identity) {
        return new VaultQuestion.Decrypt(
                EAST,
                "to-west",
                IpAddress.parse("192.0.2.2"),
                "east.example",
                null,
                "SHA2_256",
                Octets.fromHex(certificateHash),
                Octets.fromHex("0102"),
                Octets.fromHex(identity));
    }

    @Test
    void asksToDecrypt() {
        // Given
        vault.answerWith("/api/v1/decryptions", 200, """
                {"nonce":"0a0b","identity":"0c","credential":"east"}""");
        // When
        VaultAnswer answer = new VaultCredentials(connection).ask(decrypting("0506", "0304"));
        // Then
        assertThat(answer).isEqualTo(new VaultAnswer.Decrypted(Octets.fromHex("0a0b"), Octets.fromHex("0c"), "east"));
        assertThat(answer.toString()).doesNotContain("0a0b");
        assertThat(vault.bodyAt("/api/v1/decryptions")).isEqualTo("""
                {"gateway":"east","connection":"to-west","peerAddress":"192.0.2.2","localIdentity":"east.example",\
                "certificateHash":{"hash":"SHA2_256","value":"0506"},"nonce":"0102","identity":"0304"}""");
    }

    @Test
    void asksToDecryptANonceAlone() {
        // Given
        vault.answerWith("/api/v1/decryptions", 200, "{\"nonce\":\"0a0b\",\"credential\":\"east\"}");
        // Then
        assertThat(new VaultCredentials(connection).ask(decrypting("", "")))
                .isEqualTo(new VaultAnswer.Decrypted(Octets.fromHex("0a0b"), Octets.EMPTY, "east"));
        assertThat(vault.bodyAt("/api/v1/decryptions"))
                .doesNotContain("certificateHash")
                .doesNotContain("identity\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"nonce\":\"\"}", "{\"nonce\":\"xy\"}", "{\"nonce\":"})
    void anAnswerWithoutANonceIsNone(String json) {
        vault.answerWith("/api/v1/decryptions", 200, json);

        assertThat(new VaultCredentials(connection).ask(decrypting("", "")))
                .isEqualTo(new VaultAnswer.Unreachable("vault-answer-garbage"));
    }

    @Test
    void aKeyThatIsUsedTooOftenMayBeAskedForAgainAndHoldsUpNobodyElse() {
        // Given
        vault.answerWith("/api/v1/decryptions", 429, "{\"type\":\"urn:ikebus:problem:too-many-uses\"}");
        // Then
        assertThat(new VaultCredentials(connection).ask(decrypting("", "")))
                .isEqualTo(new VaultAnswer.Unreachable("vault-busy"));
        assertThat(connection.isReachable()).isTrue();
        assertThat(new VaultCredentials(connection).ask(question("to-west"))).isInstanceOf(VaultAnswer.Skeyid.class);
    }

    @Test
    void asksForAPeersPublicKey() {
        // Given
        vault.answerWith("/api/v1/peer-keys", 200, """
                {"publicKey":"0a0b","certificate":"0c","credential":"west"}""");
        VaultQuestion question = new VaultQuestion.PeerKey(
                EAST, "to-west", IpAddress.parse("192.0.2.2"), "east.example", "west.example");
        // Then
        assertThat(new VaultCredentials(connection).ask(question))
                .isEqualTo(new VaultAnswer.PeerKey(Octets.fromHex("0a0b"), Octets.fromHex("0c"), "west"));
        assertThat(vault.bodyAt("/api/v1/peer-keys")).isEqualTo("""
                {"gateway":"east","connection":"to-west","peerAddress":"192.0.2.2","localIdentity":"east.example",\
                "peerIdentity":"west.example"}""");
    }

    @ParameterizedTest
    @CsvSource({
        "422, urn:ikebus:problem:certificate-expired, certificate-expired",
        "404, urn:ikebus:problem:no-credential, no-credential",
        "404, about:blank, vault-refused-404",
        "400, urn:ikebus:problem:invalid-field, vault-refused-400",
    })
    void saysWhyTheVaultRefuses(int status, String problem, String reason) {
        vault.answerWith("/api/v1/signatures", status, "{\"type\":\"" + problem + "\"}");

        assertThat(new VaultCredentials(connection).ask(signing())).isEqualTo(new VaultAnswer.Refused(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"signature\":\"\"}",
                "{\"signature\":\"xy\"}",
                "{\"signature\":\"0a\",\"certificates\":[\"x\"]}",
                "{\"signature\":\"0a\",\"certificates\":["
            })
    void anAnswerThatIsNoSignatureIsNone(String json) {
        vault.answerWith("/api/v1/signatures", 200, json);

        assertThat(new VaultCredentials(connection).ask(signing()))
                .isEqualTo(new VaultAnswer.Unreachable("vault-answer-garbage"));
    }

    @Test
    void saysThatItMayNotAsk() {
        // Given
        VaultConnection stranger = connection("transport:east", vault.url());
        // Then
        assertThat(new VaultCredentials(stranger).ask(question("to-west")))
                .isEqualTo(new VaultAnswer.Refused("vault-refused-403"));
    }

    @ParameterizedTest
    @CsvSource({"ERROR, vault-error", "GARBAGE, vault-answer-garbage", "SILENCE, vault-timeout", "ENDLESS, vault-io"})
    void neverTakesAFailureForAnAnswer(Fault fault, String reason) {
        // Given
        vault.breakDown(fault);
        Duration patience = fault == Fault.SILENCE ? IMPATIENT : TIMEOUT;
        // Then
        assertThat(new VaultCredentials(connection("negotiator", vault.url(), patience)).ask(question("to-west")))
                .isEqualTo(new VaultAnswer.Unreachable(reason));
    }

    @Test
    void doesNotMakeEverybodyWaitForASilentVault() {
        // Given
        VaultCredentials credentials = new VaultCredentials(connection("negotiator", vault.url(), IMPATIENT));
        vault.breakDown(Fault.SILENCE);
        credentials.ask(question("to-west"));
        vault.breakDown(null);
        int asked = vault.asked().size();
        // When
        VaultAnswer atOnce = credentials.ask(question("to-west"));
        now.set(START.plusSeconds(2));
        VaultAnswer later = credentials.ask(question("to-west"));
        // Then
        assertThat(atOnce).isEqualTo(new VaultAnswer.Unreachable("vault-timeout"));
        assertThat(later).isInstanceOf(VaultAnswer.Skeyid.class);
        assertThat(vault.asked()).hasSize(asked + 1);
    }

    @Test
    void saysThatNobodyListens() {
        // Given
        URI nobody = vault.url();
        vault.close();
        // Then
        assertThat(new VaultCredentials(connection("negotiator", nobody)).ask(question("to-west")))
                .isEqualTo(new VaultAnswer.Unreachable("vault-unreachable"));
    }

    @Test
    void trustsNoOtherAuthority() {
        // Given
        LocalAuthority foreign = LocalAuthority.create(directory.resolve("foreign"));
        try (FakeVault impostor = new FakeVault(foreign.issue("vault"), PSK)) {
            // Then
            assertThat(new VaultCredentials(connection("negotiator", impostor.url())).ask(question("to-west")))
                    .isEqualTo(new VaultAnswer.Unreachable("vault-io"));
        }
    }

    @Test
    void fetchesSealingKeys() {
        // Given
        VaultSealingKeys keys = new VaultSealingKeys(connection);
        // Then
        assertThat(keys.current())
                .isInstanceOfSatisfying(
                        Issue.Issued.class,
                        issued -> assertThat(issued.key().id()).isEqualTo("k1"));
        assertThat(keys.withId("k1")).isEqualTo(keys.current());
        assertThat(keys.withId("k2")).isEqualTo(new Issue.Unknown());
        assertThat(keys.withId("../current")).isEqualTo(new Issue.Unknown());
        assertThat(keys.withId("..")).isEqualTo(new Issue.Unknown());
        // An id off the bus never turns into another key.
        assertThat(keys.withId("current")).isEqualTo(new Issue.Unavailable("vault-answer-garbage"));
    }

    @Test
    void remembersAGatewaysKeyUntilItIsToldOtherwise() {
        // Given
        GatewayKeys keys = new GatewayKeys(connection, clock);
        Octets first = Hpke.generate().publicKey();
        Octets second = Hpke.generate().publicKey();
        assertThat(keys.of(EAST)).isEqualTo(new GatewayKey.Missing("no-gateway-key"));
        vault.publish("east", first);
        assertThat(keys.of(EAST)).isEqualTo(new GatewayKey.Known(first));
        vault.publish("east", second);
        // When
        GatewayKey remembered = keys.of(EAST);
        keys.forget(EAST);
        // Then
        assertThat(remembered).isEqualTo(new GatewayKey.Known(first));
        assertThat(keys.of(EAST)).isEqualTo(new GatewayKey.Known(second));
        // When the vault is away and the time is over
        vault.breakDown(Fault.ERROR);
        now.set(START.plusSeconds(120));
        // Then
        assertThat(keys.of(EAST)).isEqualTo(new GatewayKey.Known(second));
    }

    @Test
    void takesNoGatewayKeyThatIsNone() {
        // Given
        vault.publish("east", Octets.fromHex("0102"));
        // Then
        assertThat(new GatewayKeys(connection, clock).of(EAST))
                .isEqualTo(new GatewayKey.Missing("vault-answer-garbage"));
    }

    private VaultConnection connection(String role, URI url) {
        return connection(role, url, TIMEOUT);
    }

    private VaultConnection connection(String role, URI url, Duration timeout) {
        return new VaultConnection(url, PemTls.of(authority.issue(role)), timeout, clock);
    }

    private static VaultQuestion question(String connection) {
        return new VaultQuestion.SkeyidFromPsk(
                EAST,
                connection,
                IpAddress.parse("192.0.2.2"),
                null,
                "west.example",
                "SHA2_256",
                Octets.fromHex("01".repeat(16)),
                Octets.fromHex("02".repeat(16)));
    }
}
