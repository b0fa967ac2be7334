package io.ikebus.negotiator.session;

import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an exchange has taken in, so that a repeated message is known as such.
 *
 * @param digests SHA-256 of each message that was accepted, the last one last
 * @param answer the message that answered the last one; empty if nothing did
 */
public record Answered(List<Octets> digests, Octets answer) {
    public static final Answered NOTHING = new Answered(List.of(), Octets.EMPTY);

    public Answered {
        digests = List.copyOf(digests);
    }

    public Answered then(Octets digest, Octets reply) {
        return new Answered(Stream.concat(digests.stream(), Stream.of(digest)).toList(), reply);
    }

    public boolean knows(Octets digest) {
        return digests.contains(digest);
    }

    public boolean isLast(Octets digest) {
        return !digests.isEmpty() && digests.getLast().equals(digest);
    }
}
