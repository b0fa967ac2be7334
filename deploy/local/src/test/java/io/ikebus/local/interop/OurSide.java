package io.ikebus.local.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Our gateway, as an operator sees it: through the APIs of negotiator and vault. */
final class OurSide {

    private final Api api;
    private final String negotiator;
    private final String vault;
    private final KeyPlace place;
    private String whenDead = "CLEAR";

    OurSide(Api api, BedStack stack, KeyPlace place) {
        this.api = api;
        this.place = place;
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
                        "keptIn",
                        place.keptIn(),
                        "gateways",
                        List.of(Site.GATEWAY.value()),
                        "peerAddresses",
                        Stream.of(Passage.values())
                                .map(Passage::peerSeen)
                                .distinct()
                                .toList()));
    }

    /** The one that was there stays good for an hour. */
    void rotatePreSharedKey(String next) {
        String url = vault + "credentials/" + Site.CONNECTION + ":rotate";
        ok(asked(url, () -> api.post(url, Map.of("secret", next, "overlap", "PT1H"))));
    }

    /** All versions of it. */
    void forgetPreSharedKey() {
        String url = vault + "credentials/" + Site.CONNECTION;
        ok(asked(url, () -> api.delete(url)));
    }

    /**
     * @param authority that both ends trust
     * @param tell is told our private keys
     */
    void learn(PeerAuthority authority, Consumer<byte[]> tell) {
        put(
                vault + "credentials/bed-root",
                Map.of(
                        "type",
                        "trust-anchor",
                        "certificates",
                        List.of(authority.certificate().pem())));
        for (Terms.Proof proof : Terms.Proof.values()) {
            if (proof != Terms.Proof.PRE_SHARED_KEY) {
                PeerCertificate own = Credentials.issue(authority, proof, Site.OUR_IDENTITY);
                tell.accept(own.keys().getPrivate().getEncoded());
                put(
                        vault + "credentials/own-" + proof.name().toLowerCase(Locale.ROOT),
                        Map.of(
                                "type",
                                "signing-key",
                                "encoding",
                                "pem",
                                "secret",
                                own.privateKeyPem(),
                                "keptIn",
                                place.keptIn(),
                                "certificates",
                                List.of(own.pem()),
                                "gateways",
                                List.of(Site.GATEWAY.value())));
            }
        }
    }

    /** @param action of all configurations from now on */
    void whenThePeerIsDead(String action) {
        whenDead = action;
    }

    void configure(Terms terms, Passage passage) {
        Map<String, Object> connection = new HashMap<>(Map.of(
                "gateway", Site.GATEWAY.value(),
                "policy", terms.policy(),
                "local", Map.of("address", Site.OUR_ADDRESS.toString(), "identity", Site.OUR_IDENTITY),
                "peer", Map.of("addresses", List.of(passage.peerSeen()), "identity", Site.PEER_IDENTITY),
                "ike",
                        Map.of(
                                "proposals", listed(terms.ourIke()),
                                "authentication", terms.proof().ours(),
                                "exchange", terms.aggressive() ? "AGGRESSIVE" : "MAIN",
                                "natTraversal", terms.encapsulated() ? "FORCE" : "AUTO",
                                "deadPeerDetection",
                                        Map.of("intervalSeconds", 3, "timeoutSeconds", 20, "action", whenDead)),
                "children", List.of(child(terms, passage))));
        Map<String, Object> access = new HashMap<>();
        if (terms.access().user() != Access.End.NEITHER) {
            access.put("user", user(terms.access()));
        }
        if (terms.access().client() != Access.End.NEITHER) {
            access.put("addresses", addresses(terms.access()));
        }
        if (!access.isEmpty()) {
            connection.put("remoteAccess", access);
        }
        put(negotiator + "connections/" + Site.CONNECTION, connection);
    }

    private static Map<String, Object> user(Access access) {
        return access.user() == Access.End.WE
                ? Map.of("side", "CLIENT", "name", Site.OUR_USER, "hybrid", access.hybrid())
                : Map.of("side", "SERVER", "hybrid", access.hybrid());
    }

    private static Map<String, Object> addresses(Access access) {
        String way = access.push() ? "PUSH" : "PULL";
        return access.client() == Access.End.WE
                ? Map.of("side", "CLIENT", "way", way)
                : Map.of(
                        "side", "SERVER",
                        "way", way,
                        "pool", List.of(Site.PEER_HOST + "/32"),
                        "dns", List.of(Site.OUR_HOST),
                        "splitInclude", List.of(Site.OUR_NETWORK));
    }

    void learnUsers() {
        learnUser("the-user-that-we-are", Site.OUR_USER, "client", Site.OUR_PASSWORD);
        learnUser("a-user-of-the-peer", Site.PEERS_USER, "server", Site.PEERS_PASSWORD);
    }

    private void learnUser(String credential, String name, String side, String password) {
        put(
                vault + "credentials/" + credential,
                Map.of(
                        "type", "xauth-user",
                        "user", name,
                        "side", side,
                        "secret", password,
                        "connections", List.of(Site.CONNECTION)));
    }

    private static Map<String, Object> child(Terms terms, Passage passage) {
        boolean transport = terms.kind().transport();
        return Map.of(
                "name",
                "net",
                "proposals",
                listed(terms.ourEsp()),
                "local",
                Map.of("addresses", transport ? Site.OUR_ADDRESS + "/32" : terms.ourNetwork()),
                "remote",
                Map.of("addresses", transport ? passage.peerSeen() + "/32" : terms.peerNetwork()),
                "mode",
                transport ? "TRANSPORT" : "TUNNEL",
                "extendedSequenceNumbers",
                terms.kind().extendedSequenceNumbers() ? "REQUIRE" : "REFUSE");
    }

    private static List<String> listed(String proposal) {
        return proposal.isEmpty() ? List.of() : List.of(proposal);
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

    /** Returns when the order is given. */
    void rekey(String scope) {
        post("connections/" + Site.CONNECTION + "/rekey?scope=" + scope);
    }

    /** The only session, when it is established. */
    String established() {
        Waiting.until(
                "a session is established",
                Duration.ofSeconds(30),
                () -> sessions().size() == 1
                        && sessions().get(0).path("state").asText().equals("established"));
        return sessions().get(0).path("session").toString();
    }

    /** Sessions that have child SAs. */
    List<String> withChildren() {
        List<String> found = new ArrayList<>();
        for (JsonNode session : sessions()) {
            if (!session.path("children").isEmpty()) {
                found.add(session.path("session").toString());
            }
        }
        return found;
    }

    /** Sessions of any state. */
    JsonNode sessions() {
        return ask(negotiator + "ike-sas").path("items");
    }

    /** The master key that stands first wraps everything, and each key of ours is where this machine's are. */
    void assertKeysAreInTheirPlace() {
        JsonNode keys = ask(vault + "master-key").path("keys");
        String id = keys.path(0).path("id").asText();
        assertThat(id).as("the first master key of " + keys).startsWith(place.prefix());
        assertThat(keys.path(0).path("values").asInt()).as("what it wraps").isPositive();
        JsonNode all = ask(vault + "credentials").path("items");
        assertThat(all).as("credentials").hasSizeGreaterThanOrEqualTo(Terms.Proof.values().length);
        for (JsonNode one : all) {
            String type = one.path("type").asText();
            boolean isAKeyOfOurs = type.equals("psk") || type.equals("signing-key");
            assertThat(one.path("keptIn").asText(KeyPlace.DATABASE.keptIn()))
                    .as("where the %s %s is", type, one.path("name").asText())
                    .isEqualTo((isAKeyOfOurs ? place : KeyPlace.DATABASE).keptIn());
        }
    }

    private JsonNode post(String path) {
        String url = negotiator + path;
        return ok(asked(url, () -> api.post(url)));
    }

    private JsonNode ask(String url) {
        return ok(asked(url, () -> api.get(url)));
    }

    private void put(String url, Object body) {
        ok(asked(url, () -> api.put(url, body)));
    }

    private interface Question {
        Answer ask() throws IOException;
    }

    private static Answer asked(String url, Question question) {
        try {
            return question.ask();
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
