package io.ikebus.agent.intake;

import io.ikebus.agent.Samples;
import io.ikebus.agent.install.Commands;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.recording.RecordingKernel;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.broker.Topic.Cleanup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A broker that all tests share, a gateway for each, and both ends of the bus. */
abstract class OneGateway {
    private static final PartitionHash HASH = new PartitionHash(Secret.wrap(new byte[16]));
    private static final AtomicInteger GATEWAYS = new AtomicInteger();
    protected static final Hpke.KeyPair AGENT = Hpke.generate();
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start(BrokerOptions.temporary());

    protected final GatewayId gateway = new GatewayId("gateway-" + GATEWAYS.incrementAndGet());
    protected final Commands commands = new Commands(AGENT, gateway);
    protected final NegotiatorOnBus negotiator = new NegotiatorOnBus(BROKER.clientSettings(), HASH, gateway);
    protected final FaultyKernel kernel = new FaultyKernel(new RecordingKernel(InstantSource.system()));

    @BeforeAll
    static void makeTopics() {
        BROKER.ensureTopics(List.of(
                new Topic(Topics.SA_COMMANDS, 2, Cleanup.COMPACT), new Topic(Topics.SA_OUTCOMES, 3, Cleanup.DELETE)));
    }

    @AfterEach
    void stopNegotiator() {
        negotiator.close();
    }

    protected AgentOnBus firstStart(Kernel on) {
        return AgentOnBus.start(gateway, BROKER.clientSettings(), HASH, on, commands.opener(), true);
    }

    protected AgentOnBus restart(Kernel on) {
        return AgentOnBus.start(gateway, BROKER.clientSettings(), HASH, on, commands.opener(), false);
    }

    protected SaId outboundId(long spi) {
        return new SaId(gateway, Samples.PEER, IpsecProtocol.ESP, spi);
    }

    static Duration patience() {
        return Duration.ofSeconds(30);
    }
}
