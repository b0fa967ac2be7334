package io.ikebus.negotiator.vendor;

import io.ikebus.negotiator.nat.NatTraversal;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The vendor IDs that mean something here. They are compared by prefix, since versions and capabilities may follow.
 *
 * <p>NAT traversal's are MD5 hashes of the documents' names (RFC 3947 3.1); of draft 02 two are met, one hashed with the
 * line's end.
 */
public final class VendorIds {
    static final Octets NAT_RFC_3947 = Octets.fromHex("4a131c81070358455c5728f20e95452f");
    static final Octets NAT_DRAFT_03 = Octets.fromHex("7d9419a65310ca6f2c179d9215529d56");
    static final Octets NAT_DRAFT_02 = Octets.fromHex("cd60464335df21f87cfdb2fc68b6a448");
    static final Octets NAT_DRAFT_02_LINE = Octets.fromHex("90cb80913ebb696e086381b5ec427b1f");
    /** RFC 3706 5.1; the last two octets are the version. */
    static final Octets DEAD_PEER_DETECTION = Octets.fromHex("afcad71368a1f1c96b8696fc77570100");

    static final Octets FRAGMENTATION = Octets.fromHex("4048b7d56ebce88525e7de7f00d6c2d3");
    static final Octets XAUTH = Octets.fromHex("09002689dfd6b712");
    /** Cisco Unity; the last two octets are the version. */
    static final Octets UNITY = Octets.fromHex("12f5f28c457168a9702d9fe274cc0100");

    private static final Octets UNITY_WITHOUT_VERSION = UNITY.slice(0, 14);
    private static final Octets DPD_WITHOUT_VERSION = DEAD_PEER_DETECTION.slice(0, 14);
    /** In the order of preference. */
    private static final List<Octets> NAT_DRAFTS = List.of(NAT_DRAFT_03, NAT_DRAFT_02_LINE, NAT_DRAFT_02);

    private VendorIds() {}

    /** What we say as initiator, before we know anything of the peer. */
    public static List<Payload> announced(boolean natTraversal) {
        Stream<Octets> nat =
                natTraversal ? Stream.concat(Stream.of(NAT_RFC_3947), NAT_DRAFTS.stream()) : Stream.empty();
        return Stream.concat(nat, Stream.of(DEAD_PEER_DETECTION, FRAGMENTATION, XAUTH, UNITY))
                .<Payload>map(Payload.VendorId::new)
                .toList();
    }

    /**
     * What we say as responder: of NAT traversal only the form that is to be used (RFC 3947 3.1), and nothing that the
     * peer has not said itself, so that the answer is no longer than the question.
     */
    public static List<Payload> answering(PayloadChain received, boolean natTraversal) {
        List<Octets> said = said(received);
        List<Octets> answer = new ArrayList<>();
        if (natTraversal) {
            Stream.concat(Stream.of(NAT_RFC_3947), NAT_DRAFTS.stream())
                    .filter(said::contains)
                    .findFirst()
                    .ifPresent(answer::add);
        }
        if (knows(said, DPD_WITHOUT_VERSION)) {
            answer.add(DEAD_PEER_DETECTION);
        }
        if (knows(said, FRAGMENTATION)) {
            answer.add(FRAGMENTATION);
        }
        if (knows(said, XAUTH)) {
            answer.add(XAUTH);
        }
        if (knows(said, UNITY_WITHOUT_VERSION)) {
            answer.add(UNITY);
        }
        return answer.stream().<Payload>map(Payload.VendorId::new).toList();
    }

    /** @param natTraversal whether we do */
    public static PeerFeatures read(PayloadChain received, boolean natTraversal) {
        List<Octets> said = said(received);
        NatTraversal form = !natTraversal
                ? NatTraversal.NONE
                : knows(said, NAT_RFC_3947)
                        ? NatTraversal.RFC_3947
                        : NAT_DRAFTS.stream().anyMatch(draft -> knows(said, draft))
                                ? NatTraversal.DRAFT
                                : NatTraversal.NONE;
        return new PeerFeatures(
                form,
                knows(said, DPD_WITHOUT_VERSION),
                knows(said, FRAGMENTATION),
                knows(said, XAUTH),
                knows(said, UNITY_WITHOUT_VERSION));
    }

    private static List<Octets> said(PayloadChain received) {
        return received.all(Payload.VendorId.class).stream()
                .map(Payload.VendorId::body)
                .toList();
    }

    private static boolean knows(List<Octets> said, Octets id) {
        return said.stream().anyMatch(one -> one.startsWith(id));
    }
}
