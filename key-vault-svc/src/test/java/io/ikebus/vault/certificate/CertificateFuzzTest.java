package io.ikebus.vault.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.Fuzzing;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a peer sends as its certificate, and the lists of revoked ones. An input is
 *
 * <pre>
 * | form: certificate, PKCS #7, revocation list (1) | DER |
 * </pre>
 */
class CertificateFuzzTest {
    private static final int INPUTS = 5_000;
    private static final int FORMS = 3;
    private static final Corpus CORPUS = new Corpus("certificates");

    private final X509Certificate root = seed("root.hex");
    private final X509Certificate middle = seed("middle.hex");
    private final Instant now = root.getNotBefore().toInstant().plus(Duration.ofHours(1));
    private final Set<Octets> signed = CORPUS.seeds().stream()
            .filter(entry -> entry.octets()[0] == 0)
            .map(entry -> contentOf(seed(entry.file())))
            .collect(Collectors.toSet());
    private final Fuzzing fuzzing = new Fuzzing(CORPUS, input -> input.length > 0 && take(Octets.wrap(input)));

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    private static X509Certificate seed(String file) {
        byte[] octets = CORPUS.seeds().stream()
                .filter(entry -> entry.file().equals(file))
                .findFirst()
                .orElseThrow()
                .octets();
        try {
            return CertificateForms.certificate(Octets.wrap(octets).from(1));
        } catch (CertificateFault e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** What the signature is over. */
    private static Octets contentOf(X509Certificate certificate) {
        try {
            return Octets.wrap(certificate.getTBSCertificate());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    /** A fault is a refusal; nothing else may be thrown. */
    private boolean take(Octets input) {
        try {
            Octets der = input.from(1);
            switch (input.u8(0) % FORMS) {
                case 0 -> judge(List.of(CertificateForms.certificate(der)), List.of());
                case 1 -> judge(CertificateForms.pkcs7(der), List.of());
                default -> judge(List.of(seed("west.hex")), List.of(CertificateForms.revocationList(der)));
            }
            return true;
        } catch (CertificateFault fault) {
            assertThat(fault.sentence()).hasSizeLessThan(400).matches("[\\x20-\\x7e]*");
            return false;
        }
    }

    private void judge(List<X509Certificate> sent, List<X509CRL> lists) {
        X509Certificate own = sent.getFirst();
        for (int type : List.of(IdType.FQDN, IdType.USER_FQDN, IdType.IPV4_ADDR, IdType.DER_ASN1_DN)) {
            ClaimedIdentity.of(type, Octets.wrap(own.getSubjectX500Principal().getEncoded()))
                    .isOf(own);
            ClaimedIdentity.of(type, Octets.fromHex("c0000201")).isOf(own);
        }
        assertThat(TrustPaths.shown(own.getSubjectX500Principal())).matches("[\\x20-\\x7e]*");
        KeyKind.of(own.getPublicKey());
        List<X509Certificate> between =
                Stream.concat(sent.stream(), Stream.of(middle)).toList();
        if (isTrusted(own, new TrustPaths(between, lists, List.of(new TrustAnchor("root", root, lists, false)), now))) {
            assertThat(signed).as("what our authorities have signed").contains(contentOf(own));
        }
        // Its own anchor, as an operator might have put it there.
        isTrusted(own, new TrustPaths(between, lists, List.of(new TrustAnchor("own", own, lists, true)), now));
    }

    private static boolean isTrusted(X509Certificate own, TrustPaths paths) {
        try {
            paths.of(own);
            return true;
        } catch (CertificateFault fault) {
            assertThat(fault.sentence()).matches("[\\x20-\\x7e]*");
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noMutationOfACertificateIsTrustedOrDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("readable mutations").isGreaterThan(outcome.taken() / 50);
    }
}
