package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SAs that a session believes to be in its gateway's kernel. */
public final class KernelView {
    private KernelView() {}

    public static Set<SaId> of(Session session, Environment environment) {
        if (!(session.phase1() instanceof Phase1.Established)) {
            return Set.of();
        }
        return all(session, environment);
    }

    /** The SAs whose policies a session keeps, without bundles. */
    public static Set<SaId> closed(Session session, Environment environment) {
        return session.phase1() instanceof Phase1.Closed ? all(session, environment) : Set.of();
    }

    private static Set<SaId> all(Session session, Environment environment) {
        Turn turn = new Turn(environment, session.key(), Map.of());
        return session.children().stream()
                .flatMap(child -> Stream.of(SaDescription.Direction.values())
                        .flatMap(direction -> ChildSas.ids(turn, child, direction).stream()))
                .collect(Collectors.toSet());
    }
}
