package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.certificate.WeakKeys;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and certificates as somebody sends them who means no good, or has mistaken himself. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class HostileInputApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PeerAuthority ROOT = PeerAuthority.root("CN=hostile", PeerKey.P256);
    private static final Random RANDOM = new Random(3);
    private static final String PATH = "/api/v1/credentials/hostile";

    private final VaultClient admin = VaultClient.person("vault-admin");

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static ObjectNode key(String encoding, String secret, String... certificates) {
        ObjectNode body = JSON.createObjectNode()
                .put("type", "signing-key")
                .put("encoding", encoding)
                .put("secret", secret);
        if (certificates.length > 0) {
            List.of(certificates).forEach(body.putArray("certificates")::add);
        }
        return body;
    }

    private static ObjectNode peer(BigInteger modulus, int exponent) throws GeneralSecurityException {
        byte[] spki = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(exponent)))
                .getEncoded();
        ObjectNode body = JSON.createObjectNode().put("type", "peer-public-key").put("publicKey", base64(spki));
        body.putArray("connections").add("hostile");
        return body;
    }

    private static ObjectNode anchor(String certificate) {
        ObjectNode body = JSON.createObjectNode().put("type", "trust-anchor");
        body.putArray("certificates").add(certificate);
        return body;
    }

    /** A SEQUENCE in a SEQUENCE, and so on. */
    private static String bomb(int levels) {
        String inside = "";
        for (int i = 0; i < levels; i++) {
            int length = inside.length() / 2;
            inside = (length < 0x80 ? "30%02x" : "3082%04x").formatted(length) + inside;
        }
        return base64(HexFormat.of().parseHex(inside));
    }

    private static KeyPair rsa(int bits, int exponent) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
        return generator.generateKeyPair();
    }

    static Stream<Arguments> hostile() throws GeneralSecurityException {
        PeerCertificate one = ROOT.issue(Wish.of("CN=one", PeerKey.P256));
        PeerCertificate other = ROOT.issue(Wish.of("CN=other", PeerKey.P256));
        PeerCertificate small = ROOT.issue(Wish.of("CN=small", PeerKey.RSA_1024));
        PrivateKey exponent3 = rsa(2_048, 3).getPrivate();
        KeyPair ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
        String pem = one.privateKeyPem();
        return Stream.of(
                Arguments.of(
                        "PEM with a hole",
                        key("pem", pem.replaceFirst("\n.{8}", "\n????"), one.pem()),
                        "secret",
                        "PEM"),
                Arguments.of("PEM that ends early", key("pem", pem.substring(0, 90), one.pem()), "secret", ""),
                Arguments.of("PEM of a certificate", key("pem", one.pem(), one.pem()), "secret", "PKCS #8"),
                Arguments.of("a certificate that is text", anchor("no certificate"), "certificates[0]", "PEM"),
                Arguments.of("a certificate cut off", anchor(one.pem().substring(0, 200)), "certificates", ""),
                Arguments.of("a key nested 1000 deep", key("base64", bomb(1_000)), "secret", ""),
                Arguments.of("a certificate nested 5000 deep", anchor(bomb(5_000)), "certificates", "32 levels"),
                Arguments.of(
                        "a certificate of 100 KiB", anchor(base64(new byte[100_000])), "certificates", "longer than"),
                Arguments.of(
                        "a length of four gigabytes",
                        anchor(base64(HexFormat.of().parseHex("3084ffffffff0000"))),
                        "certificates",
                        "lengths"),
                Arguments.of(
                        "another's certificate", key("pem", pem, other.pem()), "secret", "first certificate is for"),
                Arguments.of("RSA of 1024 bits", key("pem", small.privateKeyPem()), "secret", "2048 to 8192 bits"),
                Arguments.of(
                        "RSA of 1024 bits, certified",
                        key("pem", small.privateKeyPem(), small.pem()),
                        "certificates[0]",
                        "2048"),
                Arguments.of("exponent 3", key("base64", base64(exponent3.getEncoded())), "secret", "exponent"),
                Arguments.of(
                        "a peer's exponent 3",
                        peer(((java.security.interfaces.RSAPrivateKey) exponent3).getModulus(), 3),
                        "publicKey",
                        "exponent"),
                Arguments.of(
                        "a peer's key of the pattern",
                        peer(WeakKeys.ofPattern(RANDOM), 65_537),
                        "publicKey",
                        "CVE-2017-15361"),
                Arguments.of(
                        "a peer's primes next to each other",
                        peer(WeakKeys.ofNeighbours(RANDOM), 65_537),
                        "publicKey",
                        "far from"),
                Arguments.of(
                        "a peer's modulus with a small factor",
                        peer(WeakKeys.withFactor(7, RANDOM), 65_537),
                        "publicKey",
                        "small factor"),
                Arguments.of("Ed448", key("base64", base64(ed448.getPrivate().getEncoded())), "secret", "Ed25519"),
                Arguments.of(
                        "an anchor on Ed448",
                        anchor(Certifying.certify(ROOT, ed448.getPublic(), "CN=x", "x.example")),
                        "certificates[0]",
                        "curve"),
                Arguments.of("an anchor of 1024 bits", anchor(small.pem()), "certificates[0]", "2048"),
                Arguments.of("a key of 7000 octets", key("base64", base64(new byte[7_000])), "secret", "1 to 6000"),
                Arguments.of(
                        "a PKCS #12 file of 70 KiB",
                        key("pkcs12", base64(new byte[70_000])).put("password", "x"),
                        "secret",
                        "1 to 65536"),
                Arguments.of(
                        "a name with SQL",
                        key("pem", pem).put("subject", "CN=x'; drop table credential; --\u0000"),
                        "subject",
                        "RFC 4514"),
                Arguments.of(
                        "a name that is long",
                        key("pem", pem).put("subject", "CN=" + "x".repeat(300)),
                        "subject",
                        "255"),
                Arguments.of("a password for nothing", key("pem", pem).put("password", "x"), "password", "pkcs12"),
                Arguments.of(
                        "a list that belongs elsewhere",
                        JSON.createObjectNode().put("type", "revocation-list"),
                        "type",
                        "/api/v1/crls"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesItNamingFieldAndRuleAndWritesNothing(String what, ObjectNode body, String field, String rule) {
        Answer answer = admin.put(PATH, body.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
        assertThat(answer.json().path("detail").asText()).contains(rule).hasSizeLessThan(300);
        assertThat(admin.get(PATH).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"If-Match", "If-None-Match", "X-Forwarded-For"})
    void headersWithQuotesAndSqlAreNoMoreThanText(String header) {
        Answer answer = admin.send(
                "PUT",
                "/api/v1/credentials/hostile-header",
                "{\"type\":\"psk\",\"secret\":\"n0kQ3vX9bT7sLw2YdR5j\",\"connections\":[\"hostile-header\"]}",
                Map.of(header, "\"x\" OR 1=1; drop table credential; --"));

        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 412);
        assertThat(answer.http().headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void ofConcurrentEditsWithOneTagOneWins() throws Exception {
        // Given
        String path = "/api/v1/credentials/hostile-edits";
        String body = "{\"type\":\"psk\",\"secret\":\"n0kQ3vX9bT7sLw2YdR5j\",\"connections\":[\"hostile-edits\"]}";
        String tag = admin.put(path, body).header("ETag");
        // When
        Callable<Integer> edit =
                () -> admin.send("PUT", path, body, Map.of("If-Match", tag)).status();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> done = threads.invokeAll(List.of(edit, edit, edit, edit));
            // Then
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> one : done) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412);
        }
        assertThat(admin.get(path).json().path("version").asInt()).isEqualTo(2);
    }
}
