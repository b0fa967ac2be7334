package io.ikebus.negotiator.twoparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.SessionCodec;
import io.ikebus.negotiator.vectors.RecordedEncryption;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The engine in the place of the recorded initiator: it has the same key pair, nonce, cookie and RSA key, so that the
 * router's recorded messages are the answers to its own.
 */
class RecordedEncryptionReplayTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Endpoint OWN = Endpoint.parse("10.0.3.1:500");
    private static final Endpoint ROUTER = Endpoint.parse("10.0.3.2:500");
    private static final int RSA_OCTETS = 256;
    private static final String CONNECTION = """
            {"v": 1, "name": "recorded", "gateway": "recorded", "policy": "LEGACY", "start": "NONE", "children": [],
             "local": {"address": "10.0.3.1", "port": 500, "identity": "10.0.3.1"},
             "peer": {"addresses": ["10.0.3.2/32"], "port": 500, "identity": "10.0.3.2"},
             "ike": {"proposals": ["aes128-sha1-modp1536"], "lifetimeSeconds": 28800,
                     "authentication": "RSA_ENCRYPTION", "natTraversal": "OFF", "encryptionSkeyid": "PLAIN_NONCES"}}""";

    private final RecordedEncryption recording = RecordedEncryption.find().orElseGet(() -> {
        String reason = Vectors.absent();
        System.out.println(reason);
        return abort(reason);
    });

    @Test
    void theRoutersMessagesLeadToAnIsakmpSaAndMessage5IsTheRecordedOne() {
        // Given an initiator that has sent message 1 as it was recorded
        Gateway gateway = new Gateway(connection(), 1);
        gateway.nonce = recording.ni();
        gateway.keyPair = new DiffieHellman.KeyPair(
                DiffieHellmanGroup.MODP_1536,
                Secret.copyOf(recording.privateValue().toByteArray()),
                recording.publicValue(2));
        gateway.encryption = new EncryptionKeys(recording.initiatorKeys(), recording.responderKey(), Octets.EMPTY);
        SessionKey key = new SessionKey(gateway.id, recording.header(0).initiatorCookie());
        gateway.store.put(key, SessionCodec.encode(Session.fresh(key).with(sentProposal())));
        // When
        receive(gateway, 1);
        // Then message 3 is the recorded one, but for the padding of RSA, which is chance
        Octets third = gateway.outbox.removeFirst().message();
        assertThat(third.length()).isEqualTo(recording.message(2).length());
        assertThat(chain(third).only(Payload.KeyExchange.class).orElseThrow().body())
                .isEqualTo(recording.publicValue(2));
        assertThat(chain(third).payloads())
                .extracting(Payload::type)
                .containsExactlyInAnyOrder(PayloadType.KEY_EXCHANGE, PayloadType.NONCE, PayloadType.IDENTIFICATION);
        assertThat(chain(third).only(Payload.Nonce.class).orElseThrow().body().length())
                .isEqualTo(RSA_OCTETS);
        // When
        receive(gateway, 3);
        // Then
        assertThat(gateway.outbox.removeFirst().message()).isEqualTo(recording.message(4));
        // When
        receive(gateway, 5);
        // Then
        assertThat(gateway.session(key).orElseThrow().phase1())
                .isInstanceOfSatisfying(Phase1.Established.class, established -> {
                    assertThat(established.sa().localIdentity()).isEqualTo("10.0.3.1");
                    assertThat(established.sa().remoteIdentity()).isEqualTo("10.0.3.2");
                    Octets sixth = recording.message(5);
                    assertThat(established.sa().lastBlock()).isEqualTo(sixth.from(sixth.length() - 16));
                });
        assertThat(gateway.labels(DiaryEntry.Kind.RECEIVED)).containsExactly("MM2", "MM4", "MM6");
    }

    private Phase1.SentProposal sentProposal() {
        Association association =
                new Association(Role.INITIATOR, "recorded", OWN, ROUTER, false, NatSituation.NONE, NOW, null);
        Octets sai =
                recording.clear(0).only(SecurityAssociation.class).orElseThrow().body();
        return new Phase1.SentProposal(association, sai, Retransmission.first(recording.message(0), NOW), null);
    }

    private void receive(Gateway gateway, int message) {
        gateway.receive(
                NOW, new DatagramHeaders(gateway.id, OWN, ROUTER, false, NOW, null), recording.message(message));
    }

    private static PayloadChain chain(Octets message) {
        return switch (IsakmpMessage.decode(message)) {
            case Decoded.Accepted<IsakmpMessage>(IsakmpMessage whole) -> whole.chain();
            case Decoded.Refused<IsakmpMessage> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static Connection connection() {
        return switch (BusJson.read(CONNECTION.getBytes(StandardCharsets.UTF_8), Connection.class)) {
            case BusValue.Read<Connection>(Connection connection) -> connection;
            case BusValue.Garbage<Connection> garbage -> throw new AssertionError(garbage.toString());
        };
    }
}
