package io.ikebus.local.interop;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.service.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Our gateway, as an operator sees it: through the APIs of negotiator and vault. */
final class OurSide {

    private final Api api;
    private final String negotiator;
    private final String vault;

    OurSide(Api api, BedStack stack) {
        this.api = api;
        this.negotiator = stack.url(ServiceKind.NEGOTIATOR) + "/api/v1/";
        this.vault = stack.url(ServiceKind.VAULT) + "/api/v1/";
    }

    void learnPreSharedKey(String preSharedKey) {
        put(
                vault + "credentials/" + Site.CONNECTION,
                Map.of(
                        "type",
                        "psk",
                        "secret",
                        preSharedKey,
                        "encoding",
                        "text",
                        "gateways",
                        List.of(Site.GATEWAY.value()),
                        "peerAddresses",
                        List.of(Site.PEER_ADDRESS)));
    }

    void configure(Suite suite) {
        put(
                negotiator + "connections/" + Site.CONNECTION,
                Map.of(
                        "gateway", Site.GATEWAY.value(),
                        "local", Map.of("address", Site.OUR_ADDRESS.toString(), "identity", Site.OUR_IDENTITY),
                        "peer", Map.of("addresses", List.of(Site.PEER_ADDRESS), "identity", Site.PEER_IDENTITY),
                        "ike", Map.of("proposals", List.of(suite.ourIke())),
                        "children",
                                List.of(Map.of(
                                        "name", "net",
                                        "proposals", List.of(suite.ourEsp()),
                                        "local", Map.of("prefix", Site.OUR_NETWORK),
                                        "remote", Map.of("prefix", Site.PEER_NETWORK)))));
    }

    /** Returns when the order is given, with the session's key. */
    String initiate() {
        return post("connections/" + Site.CONNECTION + "/initiate")
                .path("session")
                .asText();
    }

    /** Returns when the order is given. */
    void terminate() {
        post("connections/" + Site.CONNECTION + "/terminate");
    }

    /** Sessions of any state. */
    JsonNode sessions() {
        return ok(ask(negotiator + "ike-sas")).path("items");
    }

    private JsonNode post(String path) {
        try {
            return ok(api.post(negotiator + path));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + path, e);
        }
    }

    private Answer ask(String url) {
        try {
            return api.get(url);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + url, e);
        }
    }

    private void put(String url, Object body) {
        try {
            ok(api.put(url, body));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + url, e);
        }
    }

    private static JsonNode ok(Answer answer) {
        if (!answer.isOk()) {
            throw new IllegalStateException(answer.sentence());
        }
        return answer.body();
    }
}
