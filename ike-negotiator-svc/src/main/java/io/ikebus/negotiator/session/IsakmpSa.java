package io.ikebus.negotiator.session;

import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An ISAKMP SA.
 *
 * @param lastBlock last ciphertext block of phase 1, from which every later exchange derives its IV (RFC 2409 App. B)
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
        Answered answered,
        List<Integer> usedMessageIds) {
    private static final int REMEMBERED = 512;

    public IsakmpSa {
        usedMessageIds = List.copyOf(usedMessageIds);
    }

    public IsakmpSa using(int messageId) {
        List<Integer> used = new ArrayList<>(usedMessageIds);
        used.add(messageId);
        return new IsakmpSa(
                association,
                responderCookie,
                proposal,
                keys,
                lastBlock,
                localIdentity,
                remoteIdentity,
                establishedAt,
                expiresAt,
                answered,
                used.size() > REMEMBERED ? used.subList(used.size() - REMEMBERED, used.size()) : used);
    }
}
