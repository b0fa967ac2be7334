package io.ikebus.negotiator.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.vendor.PeerFeatures;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions that a version without public key encryption and rotation stored in the middle of a handshake. */
class OlderSessionsTest {
    private static final CBORMapper CBOR = new CBORMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Octets SOME = Octets.fromHex("0102030405060708");

    static Stream<Phase1> states() {
        Association association = new Association(
                Role.RESPONDER,
                "to-west",
                Endpoint.parse("192.0.2.2:500"),
                Endpoint.parse("192.0.2.1:500"),
                false,
                NatSituation.NONE,
                NOW,
                null);
        Agreement agreement =
                new Agreement(IsakmpProposal.parse("aes128-sha2_256-ecp256"), 3_600, SOME, PeerFeatures.NONE);
        DiffieHellman.KeyPair own = new DiffieHellman.KeyPair(DiffieHellmanGroup.ECP_256, secret(), SOME);
        KeyMaterial material =
                new KeyMaterial(SOME, SOME, secret(), new IsakmpKeys(secret(), secret(), secret()), SOME, null, null);
        return Stream.of(
                new Phase1.SentIdentity(
                        association,
                        new Cookie(1),
                        agreement,
                        material,
                        SOME,
                        SOME,
                        Answered.NOTHING,
                        Retransmission.first(SOME, NOW),
                        null,
                        null,
                        null,
                        false),
                new Phase1.AnsweredKeyExchange(
                        association,
                        new Cookie(1),
                        agreement,
                        own,
                        SOME,
                        SOME,
                        SOME,
                        null,
                        false,
                        Answered.NOTHING,
                        NOW,
                        null));
    }

    private static Secret secret() {
        return Secret.wrap(new byte[] {1, 2, 3});
    }

    @ParameterizedTest
    @MethodSource("states")
    void areReadAsIfThePeerHadToldItsIdentityToNobodyYet(Phase1 state) {
        // Given
        Session session =
                Session.fresh(SessionKey.parse("east/1122334455667788")).with(state);
        Secret older =
                without(List.of("peerId", "others", "othersSent", "former", "version"), SessionCodec.encode(session));
        // When
        Session read = SessionCodec.decode(older);
        // Then
        assertThat(read).isEqualTo(session);
    }

    private static Secret without(List<String> members, Secret stored) {
        try {
            JsonNode tree = CBOR.readTree(stored.with(byte[]::clone));
            ObjectNode phase1 = (ObjectNode) tree.get("phase1");
            assertThat(phase1.has(members.getFirst())).isTrue();
            phase1.remove(members);
            if (phase1.get("material") instanceof ObjectNode material) {
                material.remove(members);
            }
            return Secret.wrap(CBOR.writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
