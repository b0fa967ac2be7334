package io.ikebus.negotiator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.negotiator.proposal.ExtendedSequenceNumbers;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections as JSON, since that is where bad ones come from. */
class ConnectionRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = """
            {"v": 1, "name": "east-west", "gateway": "east",
             "local": {"address": "192.0.2.1", "port": 500, "identity": "east.example"},
             "peer": {"addresses": ["198.51.100.7/32", "203.0.113.0/24"], "port": 500, "identity": "*.example"},
             "ike": {"proposals": ["aes256-sha2_256-modp2048"], "lifetimeSeconds": 28800},
             "children": [{"name": "net", "proposals": ["aes128gcm16", "aes256-sha2_256-ecp256"],
               "local": {"addresses": "10.1.0.0/16", "protocol": 0, "port": 0},
               "remote": {"addresses": "10.2.0.0/16", "protocol": 0, "port": 0},
               "narrow": false, "lifetimeSeconds": 3600, "lifetimeBytes": 0, "replayWindow": 32,
               "mark": {"value": 5, "mask": 255}, "interfaceId": 7}],
             "start": "NONE"}
            """;

    private static Arguments access(String what, String json, String field, String rule) {
        return Arguments.of(what, json.replace('\'', '"'), field, rule);
    }

    static Stream<Arguments> remoteAccess() {
        return Stream.of(
                access("a user without a side", "{'user': {'hybrid': false}}", "remoteAccess.user.side", "is required"),
                access(
                        "a client without a name",
                        "{'user': {'side': 'CLIENT', 'hybrid': false}}",
                        "remoteAccess.user.name",
                        "1 to 255"),
                access(
                        "a name with a line's end",
                        "{'user': {'side': 'CLIENT', 'name': 'a\\n', 'hybrid': false}}",
                        "remoteAccess.user.name",
                        "printable"),
                access(
                        "a server with a name",
                        "{'user': {'side': 'SERVER', 'name': 'alice', 'hybrid': false}}",
                        "remoteAccess.user.name",
                        "left out"),
                access(
                        "hybrid with a pre-shared key",
                        "{'user': {'side': 'SERVER', 'hybrid': true}}",
                        "remoteAccess.user.hybrid",
                        "RSA_SIGNATURE"),
                access("addresses without a side", "{'addresses': {}}", "remoteAccess.addresses.side", "is required"),
                access(
                        "a server without a pool",
                        "{'addresses': {'side': 'SERVER'}}",
                        "remoteAccess.addresses.pool",
                        "has 1 to"),
                access(
                        "a pool of IPv6",
                        "{'addresses': {'side': 'SERVER', 'pool': ['2001:db8::/64']}}",
                        "remoteAccess.addresses.pool",
                        "IPv4"),
                access(
                        "a client with a pool",
                        "{'addresses': {'side': 'CLIENT', 'pool': ['10.9.0.0/24']}}",
                        "remoteAccess.addresses.pool",
                        "left out"),
                access(
                        "a banner too long",
                        "{'addresses': {'side': 'CLIENT', 'banner': '" + "a".repeat(1001) + "'}}",
                        "remoteAccess.addresses.banner",
                        "1000 octets"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remoteAccess")
    void whatIsWrongWithRemoteAccessIsNamed(String what, String json, String field, String rule)
            throws JsonProcessingException {
        ObjectNode connection = (ObjectNode) JSON.readTree(GOOD);
        connection.set("remoteAccess", JSON.readTree(json));

        assertThat(violations(connection)).anySatisfy(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.rule()).contains(rule);
        });
    }

    @Test
    void remoteAccessThatIsInOrderBreaksNoRule() throws JsonProcessingException {
        ObjectNode connection = (ObjectNode) JSON.readTree(GOOD);
        connection.set("remoteAccess", JSON.readTree("""
                {"user": {"side": "CLIENT", "name": "alice", "hybrid": false},
                 "addresses": {"side": "SERVER", "pool": ["10.9.0.0/24"], "dns": ["10.1.0.1"],
                   "splitInclude": ["10.1.0.0/16"], "domain": "corp.example", "banner": "be nice"}}"""));

        assertThat(violations(connection)).isEmpty();
    }

    @Test
    void aGoodConnectionBreaksNoRule() throws JsonProcessingException {
        assertThat(violations(JSON.readTree(GOOD))).isEmpty();
    }

    @Test
    void ahAloneDoesNotGoWithForcedEncapsulation() throws JsonProcessingException {
        // Given
        String forced =
                GOOD.replace("\"lifetimeSeconds\": 28800", "\"lifetimeSeconds\": 28800, \"natTraversal\": \"FORCE\"");
        String ahAlone = "\"proposals\": [\"ah-sha2_256\", \"aes128gcm16+ah-sha2_256\"]";
        String children = "\"proposals\": [\"aes128gcm16\", \"aes256-sha2_256-ecp256\"]";
        // Then
        assertThat(violations(JSON.readTree(forced))).isEmpty();
        assertThat(violations(JSON.readTree(GOOD.replace(children, ahAlone)))).isEmpty();
        assertThat(violations(JSON.readTree(forced.replace(children, ahAlone))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("children[0].proposals");
                    assertThat(violation.rule()).contains("has one without AH");
                });
    }

    /** What a version of before knew nothing of. */
    @Test
    void aChildWithoutModeIsATunnelThatTakesExtendedSequenceNumbers() throws JsonProcessingException {
        Connection.Child child = JSON.treeToValue(JSON.readTree(GOOD), Connection.class)
                .children()
                .getFirst();

        assertThat(child.mode()).isEqualTo(Mode.TUNNEL);
        assertThat(child.extendedSequenceNumbers()).isEqualTo(ExtendedSequenceNumbers.ACCEPT);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                change("a later version", "/v", "2", "v", "is 1"),
                change("no name", "/name", null, "name", "is required"),
                change("an empty name", "/name", "''", "name", "is 1 to 63 of"),
                change("a name with a slash", "/name", "'a/b'", "name", "is 1 to 63 of"),
                change("a name too long", "/name", "'" + "a".repeat(64) + "'", "name", "is 1 to 63 of"),
                change("no gateway", "/gateway", null, "gateway", "is required"),
                change("no local end", "/local", null, "local", "is required"),
                change("no local address", "/local/address", null, "local.address", "is required"),
                change("local port 0", "/local/port", "0", "local.port", "is 1 to 65535"),
                change("local port 65536", "/local/port", "65536", "local.port", "is 1 to 65535"),
                change("no local identity", "/local/identity", null, "local.identity", "is required"),
                change("a pattern as own identity", "/local/identity", "'*.example'", "local.identity", "domain name"),
                change("no peer", "/peer", null, "peer", "is required"),
                change("no peer addresses", "/peer/addresses", null, "peer.addresses", "has 1 to 64 entries"),
                change("an empty list of addresses", "/peer/addresses", "[]", "peer.addresses", "has 1 to 64 entries"),
                change("a null address", "/peer/addresses/1", "null", "peer.addresses[1]", "is required"),
                change(
                        "an address twice",
                        "/peer/addresses/1",
                        "'198.51.100.7'",
                        "peer.addresses[1]",
                        "is in the list once"),
                change(
                        "65 addresses",
                        "/peer/addresses",
                        list(65, i -> "'10.0.0." + i + "'"),
                        "peer.addresses",
                        "has 1 to 64 entries"),
                change(
                        "only another family",
                        "/peer/addresses",
                        "['::/0']",
                        "peer.addresses",
                        "family of local.address"),
                change("peer port -1", "/peer/port", "-1", "peer.port", "is 1 to 65535"),
                change("a bad pattern", "/peer/identity", "'gw.*'", "peer.identity", "*.domain"),
                change("no ike", "/ike", null, "ike", "is required"),
                change(
                        "a weak proposal",
                        "/ike/proposals",
                        "['aes256-sha1-modp2048', 'aes256-sha1-modp1024']",
                        "ike.proposals[1]",
                        "holds modp1024, which policy: LEGACY allows and policy: DEFAULT does not"),
                change(
                        "DES",
                        "/ike/proposals",
                        "['des-sha1-modp2048']",
                        "ike.proposals[0]",
                        "holds des, which policy: LEGACY allows and policy: DEFAULT does not"),
                change(
                        "MD5",
                        "/ike/proposals",
                        "['3des-md5-modp2048']",
                        "ike.proposals[0]",
                        "holds md5, which policy: LEGACY allows and policy: DEFAULT does not"),
                change(
                        "an unknown group",
                        "/ike/proposals",
                        "['aes256-sha1-modp512']",
                        "ike.proposals[0]",
                        "an IKE proposal is cipher-hash-group"),
                change(
                        "a weak group for PFS",
                        "/children/0/proposals",
                        "['aes128gcm16', 'aes128-sha1-modp2048s256']",
                        "children[0].proposals[1]",
                        "holds modp2048s256, which policy: LEGACY allows and policy: DEFAULT does not"),
                change(
                        "MD5 for a child",
                        "/children/0/proposals",
                        "['ah-md5']",
                        "children[0].proposals[0]",
                        "holds md5, which policy: LEGACY allows and policy: DEFAULT does not"),
                change(
                        "MD5 in the AH of a bundle",
                        "/children/0/proposals",
                        "['aes128gcm16+ah-md5']",
                        "children[0].proposals[0]",
                        "holds md5, which policy: LEGACY allows and policy: DEFAULT does not"),
                change(
                        "a bundle the wrong way round",
                        "/children/0/proposals",
                        "['ah-sha1+aes128gcm16']",
                        "children[0].proposals[0]",
                        "ESP inside AH is both with a plus between them"),
                change(
                        "transport mode for a network",
                        "/children/0/mode",
                        "'TRANSPORT'",
                        "children[0].local.addresses",
                        "holds local.address"),
                change("a null proposal", "/ike/proposals", "[null]", "ike.proposals[0]", "is required"),
                change(
                        "33 proposals",
                        "/ike/proposals",
                        list(33, i -> "'aes256-sha1-modp2048'"),
                        "ike.proposals",
                        "has 0 to 32 entries"),
                change(
                        "two proposals for what encrypts message 1",
                        "/ike",
                        "{'proposals': ['aes256-sha1-modp2048', 'aes128-sha1-modp2048'], 'lifetimeSeconds': 3600,"
                                + " 'authentication': 'RSA_ENCRYPTION_REVISED', 'exchange': 'AGGRESSIVE'}",
                        "ike.proposals",
                        "is one proposal"),
                change("a short IKE lifetime", "/ike/lifetimeSeconds", "119", "ike.lifetimeSeconds", "120 to 604800"),
                change("a long IKE lifetime", "/ike/lifetimeSeconds", "604801", "ike.lifetimeSeconds", "120 to 604800"),
                change("no children", "/children", null, "children", "has 1 to 64 entries"),
                change("a null child", "/children/0", "null", "children[0]", "is required"),
                change("a child without a name", "/children/0/name", null, "children[0].name", "is required"),
                change(
                        "an IKE proposal for a child",
                        "/children/0/proposals",
                        "['aes256-sha2_256-modp2048-x']",
                        "children[0].proposals[0]",
                        "an ESP proposal is cipher-integrity"),
                change("no local selector", "/children/0/local", null, "children[0].local", "is required"),
                change(
                        "no addresses",
                        "/children/0/remote/addresses",
                        null,
                        "children[0].remote.addresses",
                        "is required"),
                change(
                        "two families",
                        "/children/0/remote/addresses",
                        "'2001:db8::/32'",
                        "children[0].remote.addresses",
                        "family of local.addresses"),
                change(
                        "a range of too many prefixes",
                        "/children/0/remote/addresses",
                        "'0.0.0.1-255.255.255.254'",
                        "children[0].remote.addresses",
                        "at most 32 pairs of prefixes"),
                change("two protocols", "/children/0/remote/protocol", "6", "children[0].remote.protocol", "the same"),
                change(
                        "protocol 256",
                        "/children/0/local/protocol",
                        "256",
                        "children[0].local.protocol",
                        "is 0 to 255"),
                change(
                        "a port without protocol",
                        "/children/0/local/port",
                        "53",
                        "children[0].local.port",
                        "unless the protocol has ports"),
                change("port 65536", "/children/0/local/port", "65536", "children[0].local.port", "is 0 to 65535"),
                change(
                        "a short lifetime",
                        "/children/0/lifetimeSeconds",
                        "0",
                        "children[0].lifetimeSeconds",
                        "is 120 to 604800"),
                change(
                        "few bytes",
                        "/children/0/lifetimeBytes",
                        "1048575",
                        "children[0].lifetimeBytes",
                        "is 0 for none, or 1048576 to"),
                change(
                        "negative bytes",
                        "/children/0/lifetimeBytes",
                        "-1",
                        "children[0].lifetimeBytes",
                        "is 0 for none"),
                change(
                        "a large window",
                        "/children/0/replayWindow",
                        "4097",
                        "children[0].replayWindow",
                        "is 0 to 4096"),
                change(
                        "a mark beyond its mask",
                        "/children/0/mark/value",
                        "256",
                        "children[0].mark.value",
                        "mark.mask"),
                change("interface 0", "/children/0/interfaceId", "0", "children[0].interfaceId", "is not 0"),
                change("no start", "/start", null, "start", "is required"));
    }

    /** @param value in JSON with single quotes; null takes the field away */
    private static Arguments change(String name, String pointer, @Nullable String value, String field, String rule) {
        return Arguments.of(name, pointer, value == null ? "" : value.replace('\'', '"'), field, rule);
    }

    private static String list(int count, IntFunction<String> entry) {
        return "[" + String.join(", ", IntStream.range(0, count).mapToObj(entry).toList()) + "]";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aBadFieldIsNamedWithWhatItAccepts(String name, String pointer, String value, String field, String rule)
            throws JsonProcessingException {
        // Given
        JsonNode connection = JSON.readTree(GOOD);
        int slash = pointer.lastIndexOf('/');
        String last = pointer.substring(slash + 1);
        switch (connection.at(pointer.substring(0, slash))) {
            case ObjectNode object when value.isEmpty() -> object.remove(last);
            case ObjectNode object -> object.set(last, JSON.readTree(value));
            case ArrayNode array -> array.set(Integer.parseInt(last), JSON.readTree(value));
            default -> throw new AssertionError(pointer);
        }

        // When
        List<Violation> violations = violations(connection);

        // Then
        assertThat(violations).as(name).hasSizeBetween(1, 2).anySatisfy(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.rule()).contains(rule);
        });
    }

    @Test
    void aConnectionOfBeforeThereWerePoliciesHasTheDefaultOne() throws JsonProcessingException {
        assertThat(read(JSON.readTree(GOOD)).policy()).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void policyLegacyAllowsWhatIsLegacyInBothPhases() throws JsonProcessingException {
        // Given
        ObjectNode connection = (ObjectNode) JSON.readTree(GOOD);
        connection
                .withObject("ike")
                .putArray("proposals")
                .add("des-md5-modp768")
                .add("aes128-sha1-modp1024");
        connection
                .withArray("children")
                .forEach(child -> ((ObjectNode) child).putArray("proposals").add("aes128-sha1-modp2048s224"));
        assertThat(violations(connection)).hasSize(3);

        // When
        connection.put("policy", "LEGACY");

        // Then
        assertThat(violations(connection)).isEmpty();
    }

    @Test
    void policyCnsaNamesWhatIsNotOfIt() throws JsonProcessingException {
        // Given
        ObjectNode connection = (ObjectNode) JSON.readTree(GOOD);

        // When
        connection.put("policy", "CNSA");

        // Then
        assertThat(violations(connection))
                .containsExactly(
                        new Violation("ike.proposals[0]", "holds sha2_256, which is not of policy: CNSA"),
                        new Violation("children[0].proposals[0]", "holds aes128gcm16, which is not of policy: CNSA"),
                        new Violation("children[0].proposals[1]", "holds sha2_256, which is not of policy: CNSA"));
    }

    @Test
    void twoChildrenHaveTwoNames() throws JsonProcessingException {
        // Given
        ObjectNode connection = (ObjectNode) JSON.readTree(GOOD);
        connection.withArray("children").add(connection.at("/children/0").deepCopy());

        // Then
        assertThat(violations(connection))
                .containsExactly(new Violation("children[1].name", "is unique in its connection"));
    }

    @Test
    void allViolationsAreNamedAtOnce() throws JsonProcessingException {
        // Given
        ObjectNode connection = (ObjectNode) JSON.readTree(GOOD);
        connection.put("name", "");
        connection.withObject("/local").put("port", 0);
        connection.withObject("/ike").put("lifetimeSeconds", 1);

        // Then
        assertThat(violations(connection))
                .extracting(Violation::field)
                .containsExactly("name", "local.port", "ike.lifetimeSeconds");
    }

    private static List<Violation> violations(JsonNode json) {
        return ConnectionRules.validate(read(json));
    }

    private static Connection read(JsonNode json) {
        return switch (BusJson.read(json.toString().getBytes(StandardCharsets.UTF_8), Connection.class)) {
            case BusValue.Read<Connection>(Connection connection) -> connection;
            case BusValue.Garbage<Connection> garbage -> throw new AssertionError(garbage.toString());
        };
    }
}
