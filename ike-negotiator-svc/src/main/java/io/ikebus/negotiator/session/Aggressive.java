package io.ikebus.negotiator.session;

import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far phase 1 has come in Aggressive Mode.
 *
 * <pre>
 *             initiator                    responder
 * Fresh ──AM1──▶ Sent                Fresh ◀─AM1─ Prepared ──AM2──▶ Replied
 *        ◀─AM2─ ──AM3──▶ Established       ◀─AM3─ Established
 * </pre>
 */
public sealed interface Aggressive extends Phase1 {

    /**
     * Initiator, message 1 is out.
     *
     * @param material null until message 2 has come; kept while the vault is asked
     * @param complaint name of an error notify that came in clear; a hint, since anybody may have sent it
     */
    record Sent(
            Association association,
            Octets saiB,
            DiffieHellman.KeyPair own,
            Octets ni,
            @Nullable KeyMaterial material,
            Retransmission resend,
            @Nullable String complaint)
            implements Aggressive {
        public Sent with(@Nullable KeyMaterial found) {
            return new Sent(association, saiB, own, ni, found, resend, complaint);
        }

        public Sent with(Retransmission next) {
            return new Sent(association, saiB, own, ni, material, next, complaint);
        }

        public Sent suspecting(String hint) {
            return new Sent(association, saiB, own, ni, material, resend, hint);
        }

        @Override
        public Cookie responderCookie() {
            return Cookie.NONE;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(resend.next());
        }

        @Override
        public void destroy() {
            own.privateValue().destroy();
            if (material != null) {
                material.destroy();
            }
        }
    }

    /**
     * Responder, message 1 has been read: what message 2 takes of chance is fixed, the vault is being asked.
     *
     * @param first digest of message 1
     * @param peerId body of the peer's ID payload
     * @param material null until the vault has given SKEYID
     */
    record Prepared(
            Association association,
            Cookie responderCookie,
            Agreement agreement,
            Octets answerSa,
            DiffieHellman.KeyPair own,
            Octets gxi,
            Octets ni,
            Octets nr,
            Octets peerId,
            Octets first,
            @Nullable KeyMaterial material,
            Instant expiresAt)
            implements Aggressive {
        public Prepared with(KeyMaterial found) {
            return new Prepared(
                    association,
                    responderCookie,
                    agreement,
                    answerSa,
                    own,
                    gxi,
                    ni,
                    nr,
                    peerId,
                    first,
                    found,
                    expiresAt);
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(expiresAt);
        }

        @Override
        public void destroy() {
            own.privateValue().destroy();
            if (material != null) {
                material.destroy();
            }
        }
    }

    /**
     * Responder, message 2 is out.
     *
     * @param ownId body of our ID payload
     * @param peerId body of the peer's ID payload
     * @param complained whether the peer has been told that its message 3 proves nothing; once is enough
     */
    record Replied(
            Association association,
            Cookie responderCookie,
            Agreement agreement,
            KeyMaterial material,
            Octets ni,
            Octets nr,
            Octets ownId,
            Octets peerId,
            boolean complained,
            Answered answered,
            Instant expiresAt)
            implements Aggressive {
        public Replied afterComplaint() {
            return new Replied(
                    association,
                    responderCookie,
                    agreement,
                    material,
                    ni,
                    nr,
                    ownId,
                    peerId,
                    true,
                    answered,
                    expiresAt);
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(expiresAt);
        }

        @Override
        public void destroy() {
            material.destroy();
        }
    }
}
