package io.ikebus.negotiator.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;

/** One Transaction exchange (draft-dukes-ike-mode-cfg 3): a message and its answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({@JsonSubTypes.Type(Transaction.Asked.class), @JsonSubTypes.Type(Transaction.Answered.class)})
public sealed interface Transaction {
    int messageId();

    /** When something is sent again, given up or forgotten. */
    @JsonIgnore
    Instant deadline();

    /** What our message is for. */
    enum Purpose {
        /** A request for a user name and a password. */
        CREDENTIALS,
        /** The user is who he says. */
        WELCOME,
        /** He is not. */
        REFUSAL,
        /** A request for an address. */
        ADDRESS_WANTED,
        /** An address that the peer is to take. */
        ADDRESS_GIVEN
    }

    /**
     * Our message is out.
     *
     * @param identifier of the attribute payload
     * @param iv last ciphertext block of our message
     */
    record Asked(int messageId, int identifier, Purpose purpose, Octets iv, Retransmission resend)
            implements Transaction {
        public Asked with(Retransmission next) {
            return new Asked(messageId, identifier, purpose, iv, next);
        }

        @Override
        public Instant deadline() {
            return resend.next();
        }
    }

    /**
     * The peer's message is answered; kept for a while, since it may come again.
     *
     * @param iv last ciphertext block of our answer, should the peer go on under the same message ID
     */
    record Answered(int messageId, Octets iv, io.ikebus.negotiator.session.Answered answered, Instant until)
            implements Transaction {
        @Override
        public Instant deadline() {
            return until;
        }
    }
}
