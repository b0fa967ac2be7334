package io.ikebus.local;

import io.ikebus.local.api.Api;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.Readiness;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.terminal.Screen;

/** What runs where, and how it is. */
final class StatusReport {

    private StatusReport() {}

    /** Asks every service; true if all are up. */
    static boolean print(Screen screen, StackState state) {
        screen.headline("stack of process " + state.launcher().pid() + ", "
                + (state.ready() ? "since " + state.startedAt() : "starting"));
        boolean allUp = state.ready();
        try (Api api = new Api(state.keystoreFile(), state.trustFile(), state.tokenFile())) {
            row(screen, "broker", state.bootstrapServers(), "");
            for (StackState.Service service : state.services()) {
                String seen = Readiness.look(api, service.url());
                allUp &= seen.equals(Readiness.UP);
                row(screen, service.name(), service.url(), seen);
            }
        }
        state.gateways()
                .forEach(gateway -> row(
                        screen,
                        "gateway " + gateway.id(),
                        gateway.address() + " UDP " + gateway.ikePort() + " and " + gateway.nattPort(),
                        ""));
        row(screen, "operator token", state.tokenFile().toString(), "");
        row(screen, "authority", state.trustFile().toString(), "");
        screen.line("\n  curl --cacert " + state.trustFile() + " -H \"Authorization: Bearer $(cat " + state.tokenFile()
                + ")\" " + state.service(ServiceKind.NEGOTIATOR, "").url() + "/api/v1/connections");
        return allUp;
    }

    private static void row(Screen screen, String name, String where, String how) {
        screen.line("  %-16s %-58s %s".formatted(name, where, how).stripTrailing());
    }
}
