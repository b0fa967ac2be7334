package io.ikebus.local.bench;

import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.load.LoadOrder;
import io.ikebus.local.load.LoadOrder.Metered;
import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.StackState;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gateway east of a running stack, made ready to answer the generator. */
final class IkebusResponder {
    private static final String GATEWAY = "east";
    /** Each in a /24 of its own, so that the limits per source prefix are those of many peers. */
    private static final int SOURCES = 64;

    private static final String SOURCE_NET = "127.88.0.0/16";
    private static final int SOURCE_PORT = 15_500;

    private final StackState stack;

    IkebusResponder(StackState stack) {
        this.stack = stack;
    }

    /** Registers key and connection; the order's load is to be set. */
    LoadOrder prepare(String ike, String child) {
        GatewayPlan gateway = stack.gateway(GATEWAY);
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        String presharedKey = HexFormat.of().formatHex(key);
        try (Api api = new Api(stack.keystoreFile(), stack.trustFile(), stack.tokenFile())) {
            expect(api.put(
                    stack.service(ServiceKind.VAULT, "").url() + "/api/v1/credentials/bench",
                    Map.of(
                            "type",
                            "psk",
                            "secret",
                            presharedKey,
                            "encoding",
                            "text",
                            "gateways",
                            List.of(GATEWAY),
                            "peerAddresses",
                            List.of(SOURCE_NET))));
            expect(api.put(
                    stack.service(ServiceKind.NEGOTIATOR, "").url() + "/api/v1/connections/bench",
                    Map.of(
                            "gateway", GATEWAY,
                            "local",
                                    Map.of(
                                            "address", gateway.address().toString(),
                                            "port", gateway.ikePort(),
                                            "identity", "east.bench.example"),
                            "peer", Map.of("addresses", List.of(SOURCE_NET), "port", SOURCE_PORT, "identity", "*"),
                            "ike", Map.of("proposals", List.of(ike), "lifetimeSeconds", 86_400),
                            "children",
                                    List.of(Map.of(
                                            "name", "net",
                                            "proposals", List.of(child),
                                            "local", Map.of("addresses", "10.2.0.0/16"),
                                            "remote", Map.of("addresses", SOURCE_NET),
                                            "narrow", true)))));
        } catch (IOException e) {
            throw new BenchFailure("the stack's API does not answer: " + e.getMessage());
        }
        return new LoadOrder(
                new Endpoint(gateway.address(), gateway.ikePort()),
                IntStream.range(1, SOURCES + 1)
                        .mapToObj(i -> IpAddress.parse("127.88." + i + ".1"))
                        .toList(),
                SOURCE_PORT,
                "east.bench.example",
                presharedKey,
                ike,
                child,
                processes(),
                1,
                0,
                0,
                0);
    }

    /** All processes of the control plane and of both gateways; the one that does not answer idles. */
    private List<Metered> processes() {
        List<Metered> processes = new ArrayList<>();
        // Everything else is started by it, and counts for itself.
        processes.add(new Metered("broker", stack.launcher().pid(), false));
        stack.processes()
                .forEach(process -> processes.add(
                        new Metered(process.name(), process.process().pid(), true)));
        return processes;
    }

    private static void expect(Answer answer) {
        if (!answer.isOk()) {
            throw new BenchFailure("the API refuses: " + answer.sentence());
        }
    }
}
