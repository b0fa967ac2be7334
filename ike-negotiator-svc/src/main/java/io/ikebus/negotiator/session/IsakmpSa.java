package io.ikebus.negotiator.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.vendor.PeerFeatures;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ISAKMP SA.
 *
 * @param lastBlock last ciphertext block of phase 1, from which every later exchange derives its IV (RFC 2409 App. B)
 * @param features what the peer has announced
 * @param liveness when it was heard of, and when it is asked again
 * @param answered of phase 1, since its last message may be repeated
 * @param usedMessageIds of later exchanges, the newest last; a message ID is used once in the life of an ISAKMP SA
 * @param renewal when another one takes its place
 * @param configuration what is settled between phase 1 and Quick Mode
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
        List<Integer> usedMessageIds,
        Renewal renewal,
        Configuration configuration) {
    private static final int REMEMBERED = 512;

    public IsakmpSa {
        usedMessageIds = List.copyOf(usedMessageIds);
        // Sessions that an older version has stored have none of these.
        features = or(features, PeerFeatures.NONE);
        liveness = or(liveness, Liveness.at(establishedAt));
        renewal = or(renewal, Renewal.NONE);
        configuration = or(configuration, Configuration.OPEN);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** When something happens by itself. */
    Instant deadline() {
        return Stream.of(Optional.of(expiresAt), liveness.deadline(), renewal.deadline(), configuration.deadline())
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    public IsakmpSa with(Association path) {
        return with(path, liveness, usedMessageIds, renewal, configuration);
    }

    public IsakmpSa with(Liveness next) {
        return with(association, next, usedMessageIds, renewal, configuration);
    }

    public IsakmpSa with(Renewal next) {
        return with(association, liveness, usedMessageIds, next, configuration);
    }

    public IsakmpSa expiringAt(Instant end) {
        return new IsakmpSa(
                association,
                responderCookie,
                proposal,
                keys,
                lastBlock,
                localIdentity,
                remoteIdentity,
                establishedAt,
                end,
                features,
                liveness,
                answered,
                usedMessageIds,
                renewal,
                configuration);
    }

    public IsakmpSa with(Configuration next) {
        return with(association, liveness, usedMessageIds, renewal, next);
    }

    /** Whose session this is: the user at the peer where one is known, since many users may share an identity. */
    @JsonIgnore
    public String owner() {
        String user = configuration.user();
        return user == null ? remoteIdentity : user + " at " + remoteIdentity;
    }

    private IsakmpSa with(Association path, Liveness next, List<Integer> used, Renewal renewed, Configuration settled) {
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
                used,
                renewed,
                settled);
    }

    public IsakmpSa using(int messageId) {
        List<Integer> used = new ArrayList<>(usedMessageIds);
        used.add(messageId);
        return with(
                association,
                liveness,
                used.size() > REMEMBERED ? used.subList(used.size() - REMEMBERED, used.size()) : used,
                renewal,
                configuration);
    }
}
