package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.session.IsakmpSa;
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
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return Set.of();
        }
        Turn turn = new Turn(environment, session.key(), Map.of());
        return session.children().stream()
                .flatMap(child -> Stream.of(SaDescription.Direction.values())
                        .flatMap(direction -> ChildSas.ids(turn, child, direction).stream()))
                .collect(Collectors.toSet());
    }
}
