package io.ikebus.agent.install;

import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.SaCommand;
import java.util.List;
import java.util.Set;

/**
 * What the bus has kept.
 *
 * @param desired in the order of installation
 * @param named every SA that is named at all, removed ones too
 */
public record History(List<Entry> desired, Set<SaRef> named) {

    /**
     * @param command an install, an update or a close
     * @param executed whether that was before this start
     */
    public record Entry(SaCommand command, boolean executed) {}

    public History {
        desired = List.copyOf(desired);
        named = Set.copyOf(named);
    }
}
