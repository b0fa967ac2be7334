package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The order of commands that arrived together: of neighbouring installs the inbound ones first, of neighbouring
 * removals the outbound ones. So nothing is sent that the peer's answer could not come back through.
 */
public final class CommandOrder {

    private CommandOrder() {}

    /** @param <T> what a command travels in */
    public static <T> List<T> of(List<T> arrived, Function<T, SaCommand> command, Held held) {
        List<T> ordered = new ArrayList<>(arrived.size());
        int from = 0;
        while (from < arrived.size()) {
            int to = from + 1;
            while (to < arrived.size() && sameKind(command.apply(arrived.get(from)), command.apply(arrived.get(to)))) {
                to++;
            }
            arrived.subList(from, to).stream()
                    .sorted(Comparator.comparing(each -> rank(command.apply(each), held)))
                    .forEach(ordered::add);
            from = to;
        }
        return ordered;
    }

    private static boolean sameKind(SaCommand one, SaCommand other) {
        return one.getClass() == other.getClass();
    }

    private static int rank(SaCommand command, Held held) {
        return switch (command) {
            case SaCommand.Install install -> install.sa().direction() == Direction.INBOUND ? 0 : 1;
            case SaCommand.Update update -> update.sa().direction() == Direction.INBOUND ? 0 : 1;
            case SaCommand.Close close -> close.sa().direction() == Direction.OUTBOUND ? 0 : 1;
            case SaCommand.Remove remove ->
                held.find(SaRef.of(remove.id()))
                        .map(sa -> sa.sa().direction() == Direction.OUTBOUND ? 0 : 1)
                        .orElse(2);
        };
    }
}
