package io.ikebus.negotiator.nat;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.List;

/**
 * NAT-D payloads (RFC 3947 3.2):
 *
 * <pre>
 * HASH = HASH(CKY-I | CKY-R | IP | Port)
 * </pre>
 *
 * <p>The first that is sent is of the other end as the sender sees it, the rest are of the sender's own.
 *
 * @param hash what phase 1 negotiated
 */
public record NatDetection(NatTraversal form, HashAlgorithm hash, Cookie initiator, Cookie responder) {
    private static final int PORT_OCTETS = 2;

    /**
     * The payloads for a message to {@code remote}.
     *
     * @param forced unpredictable octets in place of our own hash, as long as the hash, so that the peer finds a NAT
     *     where there is none; empty for the truth
     */
    public List<Payload> payloads(Endpoint local, Endpoint remote, Octets forced) {
        return form == NatTraversal.NONE
                ? List.of()
                : List.of(
                        new Payload.NatDiscovery(form.discoveryType(), of(remote)),
                        new Payload.NatDiscovery(form.discoveryType(), forced.isBlank() ? of(local) : forced));
    }

    /** What the peer's payloads say about the path that its message came over; without any there is no NAT. */
    public NatSituation read(PayloadChain received, Endpoint local, Endpoint remote) {
        List<Octets> found = received.all(Payload.NatDiscovery.class).stream()
                .filter(payload -> payload.type() == form.discoveryType())
                .map(Payload.NatDiscovery::body)
                .toList();
        if (form == NatTraversal.NONE || found.size() < 2) {
            return NatSituation.NONE;
        }
        Octets ours = of(local);
        Octets peers = of(remote);
        return new NatSituation(
                !found.getFirst().equals(ours), found.stream().skip(1).noneMatch(peers::equals));
    }

    private Octets of(Endpoint endpoint) {
        return hash.hash(
                initiator.octets(),
                responder.octets(),
                endpoint.address().octets(),
                Octets.ofNumber(endpoint.port(), PORT_OCTETS));
    }
}
