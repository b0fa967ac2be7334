package io.ikebus.vault.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.pki.PeerKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustPathsTest {
    private static final Instant NOW = Instant.now();
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private final PeerAuthority root = PeerAuthority.root("CN=Root,O=Example", PeerKey.P256);
    private final PeerAuthority middle = root.intermediate("CN=Middle,O=Example", PeerKey.RSA_2048);
    private final PeerCertificate west = middle.issue(Wish.of("CN=west", PeerKey.P256, "dns:west.example"));

    private static TrustAnchor anchor(PeerCertificate certificate, X509CRL... lists) {
        return new TrustAnchor("anchor", certificate.certificate(), List.of(lists), false);
    }

    private static X509CRL list(byte[] der) throws CertificateFault {
        return CertificateForms.revocationList(Octets.wrap(der));
    }

    private static void assertRefused(String code, TrustPaths paths, PeerCertificate end) {
        assertThatExceptionOfType(CertificateFault.class)
                .isThrownBy(() -> paths.of(end.certificate()))
                .satisfies(
                        fault -> assertThat(fault.code()).as(fault.sentence()).isEqualTo(code));
    }

    private TrustPaths paths(TrustAnchor... anchors) {
        return new TrustPaths(List.of(middle.certificate().certificate()), List.of(), List.of(anchors), NOW);
    }

    @Test
    void aPathLeadsThroughAnIntermediateToTheAnchor() throws CertificateFault {
        assertThat(paths(anchor(root.certificate())).of(west.certificate()).name())
                .isEqualTo("anchor");
    }

    @Test
    void anIntermediateMayBeTheAnchor() throws CertificateFault {
        TrustPaths paths = new TrustPaths(List.of(), List.of(), List.of(anchor(middle.certificate())), NOW);

        assertThat(paths.of(west.certificate()).name()).isEqualTo("anchor");
    }

    @Test
    void aPeersOwnCertificateMayBeTheAnchor() throws CertificateFault {
        TrustPaths paths = new TrustPaths(List.of(), List.of(), List.of(anchor(west)), NOW);

        assertThat(paths.of(west.certificate()).name()).isEqualTo("anchor");
    }

    @Test
    void withoutTheIntermediateThereIsNoPath() {
        assertRefused(
                "certificate-untrusted",
                new TrustPaths(List.of(), List.of(), List.of(anchor(root.certificate())), NOW),
                west);
    }

    @Test
    void anotherAuthorityOfTheSameNameIsNotTheIssuer() {
        PeerAuthority impostor = PeerAuthority.root("CN=Middle,O=Example", PeerKey.RSA_2048);

        assertRefused(
                "certificate-untrusted",
                new TrustPaths(List.of(), List.of(), List.of(anchor(impostor.certificate())), NOW),
                west);
    }

    @Test
    void aPeersCertificateDoesNotMakeAnotherOne() {
        // Given: a chain west - eve, signed by west's own key
        PeerAuthority root2 = PeerAuthority.root("CN=Root2", PeerKey.P256);
        PeerCertificate peer = root2.issue(Wish.of("CN=eve", PeerKey.P256));
        TrustPaths paths =
                new TrustPaths(List.of(root2.certificate().certificate()), List.of(), List.of(anchor(west)), NOW);
        // Then
        assertRefused("certificate-untrusted", paths, peer);
    }

    @Test
    void timesCount() {
        PeerCertificate old =
                root.issue(Wish.of("CN=old", PeerKey.P256).between(NOW.minusSeconds(900), NOW.minusSeconds(60)));
        PeerCertificate early =
                root.issue(Wish.of("CN=early", PeerKey.P256).between(NOW.plusSeconds(60), NOW.plusSeconds(900)));

        assertRefused("certificate-expired", paths(anchor(root.certificate())), old);
        assertRefused("certificate-not-yet-valid", paths(anchor(root.certificate())), early);
        assertRefused("certificate-expired", paths(anchor(old)), old);
    }

    @Test
    void aCertificateForOtherThingsThanSignaturesIsRefused() {
        PeerCertificate other = root.issue(Wish.of("CN=other", PeerKey.P256).notForSignatures());

        assertRefused("certificate-usage", paths(anchor(root.certificate())), other);
    }

    @Test
    void whatIsRevokedIsRefusedAlsoOneAboveIt() throws CertificateFault {
        X509CRL ofPeers = list(middle.revocationList(TOMORROW, west.certificate()));
        X509CRL ofAuthorities =
                list(root.revocationList(TOMORROW, middle.certificate().certificate()));

        assertRefused("certificate-revoked", paths(anchor(root.certificate(), ofPeers)), west);
        assertRefused("certificate-revoked", paths(anchor(root.certificate(), ofAuthorities)), west);
    }

    @Test
    void aListThatASubstituteSignedSaysNothing() throws CertificateFault {
        PeerAuthority impostor = PeerAuthority.root("CN=Middle,O=Example", PeerKey.RSA_2048);
        X509CRL forged = list(impostor.revocationList(TOMORROW, west.certificate()));

        assertThat(paths(anchor(root.certificate(), forged))
                        .of(west.certificate())
                        .name())
                .isEqualTo("anchor");
    }

    @Test
    void wherePeersMustBeKnownNotToBeRevokedAMissingOrOldListRefuses() throws CertificateFault {
        X509CRL authorities = list(root.revocationList(TOMORROW));
        X509CRL peers = list(middle.revocationList(TOMORROW));
        X509CRL old = list(middle.revocationList(NOW.minusSeconds(3_600)));
        X509Certificate trusted = root.certificate().certificate();

        assertRefused(
                "certificate-revocation-unknown",
                paths(new TrustAnchor("anchor", trusted, List.of(authorities), true)),
                west);
        assertRefused(
                "certificate-revocation-unknown",
                paths(new TrustAnchor("anchor", trusted, List.of(authorities, old), true)),
                west);
        assertThat(paths(new TrustAnchor("anchor", trusted, List.of(authorities, peers), true))
                        .of(west.certificate())
                        .name())
                .isEqualTo("anchor");
    }

    @Test
    void aHostilePileOfCertificatesEndsSoon() {
        // Given: authorities that all have the same name and certify nobody here
        List<X509Certificate> pile = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pile.add(PeerAuthority.root("CN=Middle,O=Example", PeerKey.P256)
                    .certificate()
                    .certificate());
        }
        // Then
        assertRefused(
                "certificate-untrusted",
                new TrustPaths(pile, List.of(), List.of(anchor(root.certificate())), NOW),
                west);
    }
}
