package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of a RESPONDER-LIFETIME notify (RFC 2407 4.6.3.1): "an ISAKMP attribute list with the responder's actual SA
 * lifetime(s)". The attributes are those of the phase that the SA is of.
 *
 * @param seconds 0 for no limit
 * @param bytes 0 for no limit
 */
public record ResponderLifetime(long seconds, long bytes) {
    private static final int PHASE_1_LIFE_TYPE = 11;

    /** For an SA of phase 2. */
    public Octets data() {
        return Attribute.encode(
                new Lifetime(seconds, bytes).attributes(ChildTerms.LIFE_TYPE, ChildTerms.LIFE_DURATION));
    }

    /** Empty unless the data names a lifetime, and nothing else. */
    public static Optional<ResponderLifetime> ofPhase1(Octets data) {
        return read(data, PHASE_1_LIFE_TYPE);
    }

    /** Empty unless the data names a lifetime, and nothing else. */
    public static Optional<ResponderLifetime> ofPhase2(Octets data) {
        return read(data, ChildTerms.LIFE_TYPE);
    }

    private static Optional<ResponderLifetime> read(Octets data, int lifeType) {
        if (!(Attribute.decodeAll(data) instanceof Decoded.Accepted<List<Attribute>>(List<Attribute> attributes))) {
            return Optional.empty();
        }
        TransformAttributes read = TransformAttributes.read(attributes, lifeType, Set.of());
        return read.flaws().isEmpty() && !read.lifetime().equals(Lifetime.NONE)
                ? Optional.of(new ResponderLifetime(
                        read.lifetime().seconds(), read.lifetime().bytes()))
                : Optional.empty();
    }
}
