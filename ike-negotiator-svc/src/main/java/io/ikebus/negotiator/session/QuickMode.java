package io.ikebus.negotiator.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one Quick Mode has come. Its child SA is in the session as soon as an SA has been ordered for it.
 *
 * <pre>
 *             initiator                                  responder
 * ──QM1──▶ SentOffer                          ◀─QM1─ order inbound ──▶ PreparedAnswer
 * ◀─QM2─ order inbound ──▶ PreparedThird      inbound is in ──QM2──▶ SentAnswer
 * inbound is in ──QM3──▶ order outbound,      ◀─QM3─ order outbound, Finished
 * Finished; for a renewal SentThird,
 * order outbound and Finished a little later
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(QuickMode.SentOffer.class),
    @JsonSubTypes.Type(QuickMode.PreparedThird.class),
    @JsonSubTypes.Type(QuickMode.SentThird.class),
    @JsonSubTypes.Type(QuickMode.PreparedAnswer.class),
    @JsonSubTypes.Type(QuickMode.SentAnswer.class),
    @JsonSubTypes.Type(QuickMode.Finished.class)
})
public sealed interface QuickMode {
    int messageId();

    /** When something is sent again, given up or forgotten. */
    @JsonIgnore
    Instant deadline();

    /** Messages taken in so far. */
    Answered answered();

    void destroy();

    /** Whether it is still on its way to a child SA. */
    @JsonIgnore
    default boolean isOpen() {
        return !(this instanceof Finished);
    }

    /**
     * Initiator, message 1 is out.
     *
     * @param spi that we offered
     * @param offer body of our SA payload
     * @param pfs our key pair, with PFS
     * @param iv last ciphertext block of message 1
     * @param renews inbound SPI of the child SA that this one is to replace
     * @param startedAt when message 1 left for the first time
     * @param ahSpi that we offered for AH in a bundle
     */
    record SentOffer(
            int messageId,
            String child,
            long spi,
            Octets offer,
            Octets ni,
            DiffieHellman.@Nullable KeyPair pfs,
            Selector local,
            Selector remote,
            Octets iv,
            @Nullable Long renews,
            Retransmission resend,
            @Nullable Instant startedAt,
            long ahSpi)
            implements QuickMode {
        public SentOffer with(Retransmission next) {
            return new SentOffer(
                    messageId, child, spi, offer, ni, pfs, local, remote, iv, renews, next, startedAt, ahSpi);
        }

        @Override
        public Instant deadline() {
            return resend.next();
        }

        @Override
        public Answered answered() {
            return Answered.NOTHING;
        }

        @Override
        public void destroy() {
            if (pfs != null) {
                pfs.privateValue().destroy();
            }
        }
    }

    /**
     * Initiator, message 3 is ready and waits until the agent has the inbound SA.
     *
     * @param answered message 2, answered by message 3
     */
    record PreparedThird(
            int messageId,
            long inboundSpi,
            Secret outboundKeymat,
            @Nullable Long renews,
            Answered answered,
            Instant until)
            implements QuickMode {
        @Override
        public Instant deadline() {
            return until;
        }

        @Override
        public void destroy() {
            outboundKeymat.destroy();
        }
    }

    /**
     * Initiator, message 3 is out, and another child SA still carries the packets: nothing is sent through the new one
     * before the peer has certainly got it.
     *
     * @param until when we send through it; put off whenever the peer asks for message 3 again
     */
    record SentThird(
            int messageId,
            long inboundSpi,
            Secret outboundKeymat,
            @Nullable Long renews,
            Answered answered,
            Instant until)
            implements QuickMode {
        public SentThird until(Instant later) {
            return new SentThird(messageId, inboundSpi, outboundKeymat, renews, answered, later);
        }

        @Override
        public Instant deadline() {
            return until;
        }

        @Override
        public void destroy() {
            outboundKeymat.destroy();
        }
    }

    /**
     * Responder, message 2 is ready and waits until the agent has the inbound SA.
     *
     * @param text the payloads of message 2 as in the RFC's figures, for the diary
     */
    record PreparedAnswer(
            int messageId,
            String text,
            long inboundSpi,
            Secret outboundKeymat,
            Octets ni,
            Octets nr,
            Octets iv,
            Answered answered,
            Instant until)
            implements QuickMode {
        @Override
        public Instant deadline() {
            return until;
        }

        @Override
        public void destroy() {
            outboundKeymat.destroy();
        }
    }

    /**
     * Responder, message 2 is out.
     *
     * @param iv last ciphertext block of message 2
     */
    record SentAnswer(
            int messageId,
            long inboundSpi,
            Secret outboundKeymat,
            Octets ni,
            Octets nr,
            Octets iv,
            Answered answered,
            Retransmission resend)
            implements QuickMode {
        @Override
        public Instant deadline() {
            return resend.next();
        }

        @Override
        public void destroy() {
            outboundKeymat.destroy();
        }
    }

    /** All messages are through; kept for a while, since the last may be asked for again. */
    record Finished(int messageId, Answered answered, Instant until) implements QuickMode {
        @Override
        public Instant deadline() {
            return until;
        }

        @Override
        public void destroy() {}
    }
}
