package io.ikebus.negotiator.session;

import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.vendor.PeerFeatures;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ISAKMP SA.
 *
 * @param lastBlock last ciphertext block of phase 1, from which every later exchange derives its IV (RFC 2409 App. B)
 * @param features what the peer has announced
 * @param liveness when it was heard of, and when it is asked again
 * @param answered of phase 1, since its last message may be repeated
 * @param usedMessageIds of later exchanges, the newest last; a message ID is used once in the life of an ISAKMP SA
 */
public record IsakmpSa(
        Association association,
        Cookie responderCookie,
        IsakmpProposal proposal,
        IsakmpKeys keys,
        Octets lastBlock,
        String localIdentity,
        String remoteIdentity,
        Instant establishedAt,
        Instant expiresAt,
        PeerFeatures features,
        Liveness liveness,
        Answered answered,
        List<Integer> usedMessageIds) {
    private static final int REMEMBERED = 512;

    public IsakmpSa {
        usedMessageIds = List.copyOf(usedMessageIds);
        // Sessions that an older version has stored have neither.
        features = or(features, PeerFeatures.NONE);
        liveness = or(liveness, Liveness.at(establishedAt));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** When something happens by itself. */
    Instant deadline() {
        return liveness.deadline().filter(at -> at.isBefore(expiresAt)).orElse(expiresAt);
    }

    public IsakmpSa with(Association path) {
        return with(path, liveness, usedMessageIds);
    }

    public IsakmpSa with(Liveness next) {
        return with(association, next, usedMessageIds);
    }

    private IsakmpSa with(Association path, Liveness next, List<Integer> used) {
        return new IsakmpSa(
                path,
                responderCookie,
                proposal,
                keys,
                lastBlock,
                localIdentity,
                remoteIdentity,
                establishedAt,
                expiresAt,
                features,
                next,
                answered,
                used);
    }

    public IsakmpSa using(int messageId) {
        List<Integer> used = new ArrayList<>(usedMessageIds);
        used.add(messageId);
        return with(
                association,
                liveness,
                used.size() > REMEMBERED ? used.subList(used.size() - REMEMBERED, used.size()) : used);
    }
}
