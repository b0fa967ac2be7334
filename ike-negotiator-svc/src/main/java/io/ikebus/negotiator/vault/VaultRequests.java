package io.ikebus.negotiator.vault;

import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine's questions as the vault's API has them; octets are hex. */
final class VaultRequests {
    private VaultRequests() {}

    record Skeyid(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String localIdentity,
            @Nullable String peerIdentity,
            String hash,
            Octets initiatorNonce,
            Octets responderNonce) {
        static Skeyid of(VaultQuestion.SkeyidFromPsk question) {
            return new Skeyid(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.localIdentity(),
                    question.peerIdentity(),
                    question.hash(),
                    question.initiatorNonce(),
                    question.responderNonce());
        }
    }

    record Sign(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            String localIdentity,
            int localIdentityType,
            Octets localIdentityData,
            @Nullable String peerIdentity,
            String method,
            Octets hash) {
        static Sign of(VaultQuestion.Sign question) {
            return new Sign(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.localIdentity(),
                    question.identityType(),
                    question.identity(),
                    question.peerIdentity(),
                    question.method(),
                    question.hash());
        }
    }

    record Verify(
            GatewayId gateway,
            String connection,
            int peerIdentityType,
            Octets peerIdentityData,
            List<VaultQuestion.Certificate> certificates,
            List<Octets> revocationLists,
            String method,
            Octets hash,
            Octets signature) {
        static Verify of(VaultQuestion.Verify question) {
            return new Verify(
                    question.gateway(),
                    question.connection(),
                    question.identityType(),
                    question.identity(),
                    question.certificates(),
                    question.revocationLists(),
                    question.method(),
                    question.hash(),
                    question.signature());
        }
    }

    /** @param password left out when it is asked for */
    record User(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String peerIdentity,
            String user,
            @Nullable Octets password) {
        static User of(VaultQuestion.VerifyUser question) {
            return new User(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.peerIdentity(),
                    question.user(),
                    question.password());
        }

        static User of(VaultQuestion.PasswordOf question) {
            return new User(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.peerIdentity(),
                    question.user(),
                    null);
        }
    }

    record Decrypt(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            String localIdentity,
            @Nullable String peerIdentity,
            @Nullable CertificateHash certificateHash,
            Octets nonce,
            @Nullable Octets identity) {
        static Decrypt of(VaultQuestion.Decrypt question) {
            return new Decrypt(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.localIdentity(),
                    question.peerIdentity(),
                    question.certificateHash().isBlank()
                            ? null
                            : new CertificateHash(question.hash(), question.certificateHash()),
                    question.nonce(),
                    question.identity().isBlank() ? null : question.identity());
        }
    }

    record CertificateHash(String hash, Octets value) {}

    record PeerKey(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            String localIdentity,
            @Nullable String peerIdentity) {
        static PeerKey of(VaultQuestion.PeerKey question) {
            return new PeerKey(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.localIdentity(),
                    question.peerIdentity());
        }
    }
}
