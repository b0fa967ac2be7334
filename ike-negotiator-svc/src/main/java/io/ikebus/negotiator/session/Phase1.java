package io.ikebus.negotiator.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far phase 1 has come. Names say what has been sent.
 *
 * <pre>
 *             initiator                      responder
 * Fresh ──MM1──▶ SentProposal          Fresh ◀─MM1─ ──MM2──▶ AnsweredProposal
 *        ◀─MM2─ ──MM3──▶ SentKeyExchange      ◀─MM3─ ──MM4──▶ AnsweredKeyExchange
 *        ◀─MM4─ ──MM5──▶ SentIdentity         ◀─MM5─ ──MM6──▶ Established
 *        ◀─MM6─ Established
 * any ──▶ Failed ──▶ Fresh          Established ──▶ Fresh     Established ──▶ Closed ──▶ Fresh
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(Phase1.Fresh.class),
    @JsonSubTypes.Type(Phase1.SentProposal.class),
    @JsonSubTypes.Type(Phase1.SentKeyExchange.class),
    @JsonSubTypes.Type(Phase1.SentIdentity.class),
    @JsonSubTypes.Type(Phase1.AnsweredProposal.class),
    @JsonSubTypes.Type(Phase1.AnsweredKeyExchange.class),
    @JsonSubTypes.Type(Aggressive.Sent.class),
    @JsonSubTypes.Type(Aggressive.Prepared.class),
    @JsonSubTypes.Type(Aggressive.Replied.class),
    @JsonSubTypes.Type(Phase1.Established.class),
    @JsonSubTypes.Type(Phase1.Closed.class),
    @JsonSubTypes.Type(Phase1.Failed.class)
})
public sealed interface Phase1
        permits Aggressive,
                Phase1.Fresh,
                Phase1.SentProposal,
                Phase1.SentKeyExchange,
                Phase1.SentIdentity,
                Phase1.AnsweredProposal,
                Phase1.AnsweredKeyExchange,
                Phase1.Established,
                Phase1.Closed,
                Phase1.Failed {
    /** Zero as long as there is none. */
    Cookie responderCookie();

    /** Null only as long as nothing has happened. */
    @Nullable
    Association association();

    /** When the state ends or something is sent again by itself. */
    @JsonIgnore
    Optional<Instant> deadline();

    /** Wipes the secrets of this state. */
    void destroy();

    /** Nothing has happened, or all is over: there is nothing to keep. */
    record Fresh() implements Phase1 {
        @Override
        public Cookie responderCookie() {
            return Cookie.NONE;
        }

        @Override
        public @Nullable Association association() {
            return null;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        @Override
        public void destroy() {}
    }

    /**
     * Initiator, message 1 is out.
     *
     * @param complaint name of an error notify that came in clear; a hint, since anybody may have sent it
     */
    record SentProposal(
            Association association,
            Octets saiB,
            Retransmission resend,
            @Nullable String complaint) implements Phase1 {
        @Override
        public Cookie responderCookie() {
            return Cookie.NONE;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(resend.next());
        }

        @Override
        public void destroy() {}
    }

    /**
     * Initiator, message 3 is out.
     *
     * @param material null until message 4 has come; kept while the vault signs
     */
    record SentKeyExchange(
            Association association,
            Cookie responderCookie,
            Agreement agreement,
            DiffieHellman.KeyPair own,
            Octets ni,
            @Nullable KeyMaterial material,
            Answered answered,
            Retransmission resend,
            @Nullable String complaint)
            implements Phase1 {
        public SentKeyExchange with(KeyMaterial found) {
            return new SentKeyExchange(
                    association, responderCookie, agreement, own, ni, found, answered, resend, complaint);
        }

        public SentKeyExchange with(Retransmission next) {
            return new SentKeyExchange(
                    association, responderCookie, agreement, own, ni, material, answered, next, complaint);
        }

        public SentKeyExchange suspecting(String hint) {
            return new SentKeyExchange(
                    association, responderCookie, agreement, own, ni, material, answered, resend, hint);
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
     * Initiator, message 5 is out.
     *
     * @param peerId body of the peer's ID payload, if message 4 told it
     * @param others message 5 as it is with former versions of our pre-shared key: sent too if the peer does not take the
     *     present one
     * @param othersSent whether that has been done
     */
    record SentIdentity(
            Association association,
            Cookie responderCookie,
            Agreement agreement,
            KeyMaterial material,
            Octets ni,
            Octets nr,
            Answered answered,
            Retransmission resend,
            @Nullable String complaint,
            @Nullable Octets peerId,
            List<Other> others,
            boolean othersSent)
            implements Phase1 {

        /** @param material with the IV for the answer to the message */
        public record Other(KeyMaterial material, Octets message) {}

        public SentIdentity(
                Association association,
                Cookie responderCookie,
                Agreement agreement,
                KeyMaterial material,
                Octets ni,
                Octets nr,
                Answered answered,
                Retransmission resend,
                @Nullable String complaint,
                @Nullable Octets peerId,
                @Nullable List<Other> others,
                boolean othersSent) {
            this.association = association;
            this.responderCookie = responderCookie;
            this.agreement = agreement;
            this.material = material;
            this.ni = ni;
            this.nr = nr;
            this.answered = answered;
            this.resend = resend;
            this.complaint = complaint;
            this.peerId = peerId;
            // Sessions that an older version has stored have none.
            this.others = others == null ? List.of() : List.copyOf(others);
            this.othersSent = othersSent;
        }

        public SentIdentity with(Retransmission next) {
            return with(next, complaint, othersSent);
        }

        public SentIdentity suspecting(String hint) {
            return with(resend, hint, othersSent);
        }

        public SentIdentity afterOthers() {
            return with(resend, complaint, true);
        }

        private SentIdentity with(Retransmission next, @Nullable String hint, boolean all) {
            return new SentIdentity(
                    association,
                    responderCookie,
                    agreement,
                    material,
                    ni,
                    nr,
                    answered,
                    next,
                    hint,
                    peerId,
                    others,
                    all);
        }

        /** Whether the peer may have a key that we have not tried yet. */
        public boolean mayTryOthers() {
            return !othersSent && !others.isEmpty();
        }

        /** What message 6 may be encrypted with; the present key first. */
        public List<KeyMaterial> candidates() {
            return Stream.concat(Stream.of(material), others.stream().map(Other::material))
                    .toList();
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(resend.next());
        }

        @Override
        public void destroy() {
            material.destroy();
            others.forEach(other -> other.material().destroy());
        }
    }

    /** Responder, message 2 is out. */
    record AnsweredProposal(
            Association association, Cookie responderCookie, Agreement agreement, Answered answered, Instant expiresAt)
            implements Phase1 {
        @Override
        public Optional<Instant> deadline() {
            return Optional.of(expiresAt);
        }

        @Override
        public void destroy() {}
    }

    /**
     * Responder, message 4 is out.
     *
     * @param material null until message 5 made us ask the vault
     * @param complained whether the peer has been told that its message 5 cannot be read; once is enough
     * @param peerId body of the peer's ID payload, if message 3 told it
     */
    record AnsweredKeyExchange(
            Association association,
            Cookie responderCookie,
            Agreement agreement,
            DiffieHellman.KeyPair own,
            Octets gxi,
            Octets ni,
            Octets nr,
            @Nullable KeyMaterial material,
            boolean complained,
            Answered answered,
            Instant expiresAt,
            @Nullable Octets peerId)
            implements Phase1 {
        public AnsweredKeyExchange with(KeyMaterial found) {
            return new AnsweredKeyExchange(
                    association,
                    responderCookie,
                    agreement,
                    own,
                    gxi,
                    ni,
                    nr,
                    found,
                    complained,
                    answered,
                    expiresAt,
                    peerId);
        }

        /** @param latestEnd who could not prove anything is not waited for as long as one who may still */
        public AnsweredKeyExchange afterComplaint(Instant latestEnd) {
            return new AnsweredKeyExchange(
                    association,
                    responderCookie,
                    agreement,
                    own,
                    gxi,
                    ni,
                    nr,
                    material,
                    true,
                    answered,
                    latestEnd.isBefore(expiresAt) ? latestEnd : expiresAt,
                    peerId);
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

    /** Both ends are authenticated. */
    record Established(IsakmpSa sa) implements Phase1 {
        @Override
        public Cookie responderCookie() {
            return sa.responderCookie();
        }

        @Override
        public Association association() {
            return sa.association();
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.of(sa.deadline());
        }

        @Override
        public void destroy() {
            sa.keys().destroy();
        }
    }

    /**
     * The peer is dead. There is no ISAKMP SA any more; of the child SAs only the policies are left, so that nothing
     * goes in clear.
     *
     * @param owner as {@link IsakmpSa#owner} has it
     */
    record Closed(Association association, Cookie responderCookie, String localIdentity, String owner, String reason)
            implements Phase1 {
        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        @Override
        public void destroy() {}
    }

    /** It came to nothing; kept for a while so that an operator sees why. */
    record Failed(Association association, Cookie responderCookie, String reason, Instant forgetAt) implements Phase1 {
        @Override
        public Optional<Instant> deadline() {
            return Optional.of(forgetAt);
        }

        @Override
        public void destroy() {}
    }
}
