package io.ikebus.local.demo;

import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.StackState;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Tells vault and negotiator what an operator would: a pre-shared key, and the connection as each end sees it. */
final class Registration {

    private static final int KEY_OCTETS = 32;
    private static final String CREDENTIAL = "demo";

    private final StackState stack;
    private final Api api;

    Registration(StackState stack, Api api) {
        this.stack = stack;
        this.api = api;
    }

    /** A new key each time; nobody but the vault keeps it. */
    void credential(Site one, Site other) throws IOException {
        byte[] key = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        GatewayPlan first = one.gateway();
        GatewayPlan second = other.gateway();
        put(
                ServiceKind.VAULT,
                "/api/v1/credentials/" + CREDENTIAL,
                Map.of(
                        "type", "psk",
                        "secret", HexFormat.of().formatHex(key),
                        "encoding", "hex",
                        "gateways", List.of(first.id().value(), second.id().value()),
                        "peerAddresses",
                                List.of(
                                        first.address().toString(),
                                        second.address().toString())));
    }

    void connection(Site local, Site remote) throws IOException {
        put(
                ServiceKind.NEGOTIATOR,
                "/api/v1/connections/" + local.connectionTo(remote),
                Map.of(
                        "gateway", local.gateway().id().value(),
                        "local",
                                Map.of(
                                        "address", local.gateway().address().toString(),
                                        "port", local.gateway().ikePort(),
                                        "identity", local.identity()),
                        "peer",
                                Map.of(
                                        "addresses",
                                                List.of(remote.gateway()
                                                        .address()
                                                        .toString()),
                                        "port", remote.gateway().ikePort(),
                                        "identity", remote.identity()),
                        "children",
                                List.of(Map.of(
                                        "name", "net",
                                        "local", Map.of("addresses", local.network()),
                                        "remote", Map.of("addresses", remote.network())))));
    }

    /** @return the initiator cookie of the session that has been ordered, hex */
    String initiate(Site local, Site remote) throws IOException {
        String url = stack.service(ServiceKind.NEGOTIATOR, "").url() + "/api/v1/connections/"
                + local.connectionTo(remote) + "/initiate";
        Answer answer = api.post(url);
        String cookie = answer.body().path("cookie").asText();
        if (!answer.isOk() || cookie.isEmpty()) {
            throw new DemoFailure("POST " + url + ": " + answer.sentence());
        }
        return cookie;
    }

    private void put(ServiceKind service, String path, Map<String, Object> body) throws IOException {
        String url = stack.service(service, "").url() + path;
        Answer answer = api.put(url, body);
        if (!answer.isOk()) {
            throw new DemoFailure("PUT " + url + ": " + answer.sentence());
        }
    }
}
