package io.ikebus.local.interop;

import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.pki.PeerKey;

/** Certificates of both ends. */
final class Credentials {

    private Credentials() {}

    static PeerCertificate issue(PeerAuthority authority, Terms.Proof proof, String identity) {
        PeerKey key =
                switch (proof) {
                    case RSA -> PeerKey.RSA_2048;
                    case ECDSA_256 -> PeerKey.P256;
                    case ECDSA_384 -> PeerKey.P384;
                    case PRE_SHARED_KEY -> throw new IllegalArgumentException("a pre-shared key has no certificate");
                };
        return authority.issue(Wish.of("CN=" + identity + " " + proof, key, "dns:" + identity));
    }
}
