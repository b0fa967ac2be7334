package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.connection.ConnectionTable;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The engine and all that it may ask of the world. Shared by all tasks. */
record Surroundings(
        StepFunction engine,
        Function<VaultQuestion, VaultAnswer> vault,
        KeymatSealing keymat,
        ConnectionBoard connections,
        StatusBoard statuses,
        KeyPairPool keyPairs,
        SecureRandom random,
        InstantSource clock,
        Duration agentAnswersWithin) {

    /** What one step may know. */
    Environment environment(Instant now) {
        return new Moment(this, now);
    }

    private record Moment(Surroundings around, Instant now) implements Environment {
        @Override
        public Octets random(int length) {
            byte[] octets = new byte[length];
            around.random.nextBytes(octets);
            return Octets.wrap(octets);
        }

        @Override
        public DiffieHellman.KeyPair keyPair(DiffieHellmanGroup group) {
            return around.keyPairs.take(group);
        }

        @Override
        public ConnectionTable connections() {
            return around.connections.table();
        }

        @Override
        public Duration agentAnswersWithin() {
            return around.agentAnswersWithin;
        }

        @Override
        public List<SessionKey> establishedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
            return around.statuses.establishedBetween(gateway, localIdentity, remoteIdentity);
        }

        @Override
        public List<SessionKey> closedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
            return around.statuses.closedBetween(gateway, localIdentity, remoteIdentity);
        }
    }
}
