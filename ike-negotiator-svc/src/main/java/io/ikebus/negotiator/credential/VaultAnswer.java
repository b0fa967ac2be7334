package io.ikebus.negotiator.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;

/** What the vault said, or that it said nothing. */
public sealed interface VaultAnswer {
    /**
     * @param credential its name, for the diary
     * @param former of versions of the credential that are good still, the newest first
     */
    record Skeyid(Secret skeyid, String credential, List<Former> former) implements VaultAnswer {
        public Skeyid {
            former = List.copyOf(former);
        }

        public Skeyid(Secret skeyid, String credential) {
            this(skeyid, credential, List.of());
        }

        /** What SKEYID is with a version that has been replaced. */
        public record Former(Secret skeyid, String version) {}
    }

    /** @param certificates in DER, our own first, without the root */
    record Signed(Octets signature, List<Octets> certificates, String credential) implements VaultAnswer {
        public Signed {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * The signature is the peer's.
     *
     * @param subject of its certificate, as text
     * @param anchor the trust anchor's name
     */
    record Verified(String subject, String anchor) implements VaultAnswer {}

    /** To a question about a user and his password. */
    sealed interface OfUser extends VaultAnswer {
        /** The user is who he says. */
        record UserVerified(String credential) implements OfUser {}

        record Password(Secret password, String credential) implements OfUser {}
    }

    /**
     * What the blocks hold, or octets that nobody could foretell: which of the two it is the vault does not say.
     *
     * @param nonce 8 to 256 octets
     * @param identity body of an ID payload; empty if there was none to decrypt
     */
    record Decrypted(Octets nonce, Octets identity, String credential) implements VaultAnswer {}

    /**
     * @param publicKey SubjectPublicKeyInfo in DER
     * @param certificate in DER; empty if there is none
     */
    record PeerKey(Octets publicKey, Octets certificate, String credential) implements VaultAnswer {}

    /**
     * No credential, not for this caller, or no proof: asking again does not help until somebody changes something.
     *
     * @param reason a stable code: {@code no-credential}, {@code wrong-signature}, {@code certificate-expired}...
     */
    record Refused(String reason) implements VaultAnswer {}

    /** The vault could not be asked; the session stays as it was and the peer's next retransmission tries again. */
    record Unreachable(String reason) implements VaultAnswer {}
}
