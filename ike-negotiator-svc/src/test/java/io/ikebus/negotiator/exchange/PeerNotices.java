package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Map;

/** Lets a test speak as an authenticated peer. */
public final class PeerNotices {
    private PeerNotices() {}

    /** What an established session sends to give this notify. */
    public static List<Output> notify(Session session, Environment environment, int notifyType) {
        if (!(session.phase1() instanceof Phase1.Established established)) {
            throw new IllegalStateException("the session is not established");
        }
        Turn turn = new Turn(environment, session.key(), Map.of());
        Notices.notify(turn, established.sa(), Notices.PROTOCOL_ISAKMP, notifyType, Octets.EMPTY);
        return turn.outputs();
    }
}
