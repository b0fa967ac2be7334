package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.DeadPeerDetection;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Liveness;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.vendor.PeerFeatures;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peer is still there (RFC 3706), and that it can reach us: who sits behind a translator refreshes its
 * mapping (RFC 3948 4).
 *
 * <pre>
 * HDR*, HASH(1), N(R-U-THERE)      -->
 *                                  <--  HDR*, HASH(1), N(R-U-THERE-ACK)
 * </pre>
 *
 * <p>Any message that is verified proves as much as an answer does.
 */
final class Liveliness {
    /** RFC 3948 4: the default is 20 s. */
    private static final Duration KEEP_ALIVE_EVERY = Duration.ofSeconds(20);

    /** RFC 3948 2.3; the transport sends it as it is, without a marker. */
    private static final Octets KEEP_ALIVE = Octets.of(0xff);

    private static final String PEER_DEAD = "peer-dead";

    private static final int SEQUENCE_OCTETS = 4;
    private static final long SEQUENCES = 1L << 32;

    private Liveliness() {}

    static Liveness first(Turn turn, Association association, PeerFeatures features, Connection connection) {
        // RFC 3706 6.2: the first sequence number is random, with the highest bit clear.
        long sequence = turn.environment().random(SEQUENCE_OCTETS).u32(0) & 0x7fff_ffffL;
        return new Liveness(
                turn.now(),
                sequence,
                nextProbe(turn, Optional.of(connection), features),
                association.nat().here() ? turn.now().plus(KEEP_ALIVE_EVERY) : null);
    }

    private static @Nullable Instant nextProbe(Turn turn, Optional<Connection> connection, PeerFeatures features) {
        return dpd(connection)
                .filter(ignored -> features.deadPeerDetection())
                .map(dpd -> turn.now().plusSeconds(dpd.intervalSeconds()))
                .orElse(null);
    }

    private static Optional<DeadPeerDetection> dpd(Optional<Connection> connection) {
        return connection.map(Connection::ike).map(Connection.Ike::deadPeerDetection);
    }

    /** A message of the peer has been verified. */
    static Session heard(Turn turn, Session session, DatagramHeaders headers) {
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return session;
        }
        Liveness next = sa.liveness().heard(turn.now(), nextProbe(turn, connection(turn, sa), sa.features()));
        return Paths.follow(turn, session.with(new Phase1.Established(sa.with(next))), headers);
    }

    /** R-U-THERE is answered whatever its number, and whether or not we ask ourselves. */
    static void answer(Turn turn, IsakmpSa sa, Payload.Notification question) {
        Notices.send(turn, sa, List.of(notification(turn, sa, NotifyType.R_U_THERE_ACK, question.data())));
    }

    private static Payload.Notification notification(Turn turn, IsakmpSa sa, int type, Octets sequence) {
        // RFC 3706 5.2: the SPI is both cookies.
        Octets spi = Octets.concat(
                turn.key().initiatorCookie().octets(), sa.responderCookie().octets());
        return Payload.Notification.of(Notices.PROTOCOL_ISAKMP, type, spi, sequence);
    }

    /** What is due by now. */
    static Session pass(Turn turn, Session session, IsakmpSa sa) {
        Liveness liveness = sa.liveness();
        Instant keepAliveAt = liveness.keepAliveAt();
        if (keepAliveAt != null && !turn.now().isBefore(keepAliveAt)) {
            liveness = liveness.keptAlive(turn.now().plus(KEEP_ALIVE_EVERY));
            turn.output(
                    new Output.SendDatagram(sa.association().headers(turn.key().gateway(), turn.now()), KEEP_ALIVE));
        }
        IsakmpSa kept = sa.with(liveness);
        Instant probeAt = liveness.probeAt();
        return probeAt == null || turn.now().isBefore(probeAt)
                ? session.with(new Phase1.Established(kept))
                : probe(turn, session, kept);
    }

    private static Session probe(Turn turn, Session session, IsakmpSa sa) {
        Liveness liveness = sa.liveness();
        Optional<DeadPeerDetection> dpd = dpd(connection(turn, sa));
        if (dpd.isEmpty()) {
            return session.with(new Phase1.Established(sa.with(liveness.probed(liveness.sequence(), null))));
        }
        if (!turn.now().isBefore(liveness.heardAt().plusSeconds(dpd.get().timeoutSeconds()))) {
            return dead(turn, session, sa, dpd.get());
        }
        long sequence = (liveness.sequence() + 1) % SEQUENCES;
        Notices.send(
                turn,
                sa,
                List.of(notification(turn, sa, NotifyType.R_U_THERE, Octets.ofNumber(sequence, SEQUENCE_OCTETS))));
        Instant next = turn.now().plusSeconds(dpd.get().intervalSeconds());
        return session.with(new Phase1.Established(sa.with(liveness.probed(sequence, next))));
    }

    private static Session dead(Turn turn, Session session, IsakmpSa sa, DeadPeerDetection dpd) {
        turn.output(new Output.Count(PEER_DEAD));
        turn.decided(
                session.phase1(),
                PEER_DEAD,
                "the peer has not been heard of since " + sa.liveness().heardAt());
        return switch (dpd.action()) {
            case CLEAR -> Endings.end(turn, session, sa, false, PEER_DEAD);
            case HOLD -> Closures.close(turn, session, sa, PEER_DEAD);
            case RESTART -> {
                Session ended = Endings.end(turn, session, sa, false, PEER_DEAD);
                turn.output(new Output.Command(new IkeCommand.Initiate(
                        IkeCommand.VERSION,
                        PhaseOneRenewals.newSession(turn),
                        sa.association().connection(),
                        turn.now())));
                yield ended;
            }
        };
    }

    private static Optional<Connection> connection(Turn turn, IsakmpSa sa) {
        return turn.environment().connections().named(sa.association().connection());
    }
}
