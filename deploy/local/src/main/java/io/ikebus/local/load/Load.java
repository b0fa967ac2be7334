package io.ikebus.local.load;

import io.ikebus.local.load.LoadOrder.Metered;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.intake.Engine;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A number of handshakes, so many at a time, on one thread. */
final class Load implements AutoCloseable {
    private static final Duration TIMER_TICK = Duration.ofMillis(100);
    private static final int RECEIVE_BUFFER = 4 << 20;

    private static final class Handshake {
        private final long began = System.nanoTime();
        private Session session;

        private Handshake(SessionKey key) {
            session = Session.fresh(key);
        }
    }

    private final LoadOrder order;
    private final MadeUpWorld world;
    private final Engine engine = new Engine();
    private final Selector selector = Selector.open();
    private final Map<IpAddress, DatagramChannel> channels = new HashMap<>();
    private final Map<SessionKey, Handshake> handshakes = new HashMap<>();
    private final List<Long> latencies = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    private int started;
    private int failed;
    private int retransmissions;

    Load(LoadOrder order) throws IOException {
        this.order = order;
        this.world = new MadeUpWorld(order);
        for (IpAddress source : order.sources()) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(source.toInetAddress(), order.sourcePort()));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, source);
            channels.put(source, channel);
        }
    }

    LoadReport run() throws IOException {
        if (order.warmUpSeconds() > 0) {
            runUntil(
                    System.nanoTime()
                            + Duration.ofSeconds(order.warmUpSeconds()).toNanos(),
                    false);
        }
        startCounting();
        List<Metered> metered = new ArrayList<>(order.metered());
        metered.add(new Metered(LoadReport.GENERATOR, ProcessHandle.current().pid(), false));
        CpuMeter meter = new CpuMeter(metered);
        long began = System.nanoTime();
        long lastDone = runUntil(began + Duration.ofSeconds(order.seconds()).toNanos(), true);
        return report((lastDone - began) / 1e9, meter.used());
    }

    /** What is under way goes on; what has been is forgotten. */
    private void startCounting() {
        latencies.clear();
        started = handshakes.size();
        failed = 0;
        retransmissions = 0;
    }

    /** When the last handshake was completed. */
    private long runUntil(long end, boolean limited) throws IOException {
        long lastDone = System.nanoTime();
        long nextTick = lastDone;
        while (System.nanoTime() < end && !(limited && isDone())) {
            while (handshakes.size() < order.inFlight() && (!limited || mayStart())) {
                start();
            }
            selector.select(TIMER_TICK.toMillis());
            int before = latencies.size();
            for (SelectionKey ready : selector.selectedKeys()) {
                receive((DatagramChannel) ready.channel(), (IpAddress) ready.attachment());
            }
            selector.selectedKeys().clear();
            if (System.nanoTime() >= nextTick) {
                fireTimers();
                nextTick = System.nanoTime() + TIMER_TICK.toNanos();
            }
            lastDone = latencies.size() > before ? System.nanoTime() : lastDone;
        }
        return lastDone;
    }

    private boolean mayStart() {
        return order.handshakes() == 0 || started < order.handshakes();
    }

    private boolean isDone() {
        return order.handshakes() > 0 && latencies.size() + failed >= order.handshakes();
    }

    private void start() throws IOException {
        long cookie = 0;
        while (cookie == 0) {
            cookie = ThreadLocalRandom.current().nextLong();
        }
        SessionKey key = new SessionKey(MadeUpWorld.GATEWAY, new Cookie(cookie));
        handshakes.put(key, new Handshake(key));
        String connection = MadeUpWorld.name(started++ % order.sources().size());
        take(
                key,
                new Input.CommandReceived(new IkeCommand.Initiate(IkeCommand.VERSION, key, connection, Instant.now())));
    }

    private void receive(DatagramChannel channel, IpAddress source) throws IOException {
        InetSocketAddress from = (InetSocketAddress) channel.receive(buffer.clear());
        while (from != null) {
            Octets message = Octets.read(buffer.flip());
            if (message.length() >= 8) {
                SessionKey key = new SessionKey(
                        MadeUpWorld.GATEWAY, Cookie.parse(message.slice(0, 8).hex()));
                DatagramHeaders headers = new DatagramHeaders(
                        MadeUpWorld.GATEWAY,
                        new Endpoint(source, order.sourcePort()),
                        new Endpoint(IpAddress.of(from.getAddress()), from.getPort()),
                        false,
                        Instant.now(),
                        null);
                take(key, new Input.DatagramReceived(headers, message));
            }
            from = (InetSocketAddress) channel.receive(buffer.clear());
        }
    }

    private void fireTimers() throws IOException {
        Instant now = Instant.now();
        for (Handshake handshake : List.copyOf(handshakes.values())) {
            if (handshake.session.nextDeadline().filter(at -> !at.isAfter(now)).isPresent()) {
                retransmissions++;
                take(handshake.session.key(), new Input.TimerFired());
            }
        }
    }

    private void take(SessionKey key, Input first) throws IOException {
        Handshake handshake = handshakes.get(key);
        if (handshake == null) {
            return; // Of a handshake that is done; its session is the responder's alone now.
        }
        ArrayDeque<Input> inputs = new ArrayDeque<>(List.of(first));
        boolean done = false;
        while (!inputs.isEmpty()) {
            world.tick();
            Step step = engine.step(handshake.session, inputs.poll(), world);
            handshake.session = step.next();
            for (Output output : step.outputs()) {
                done |= perform(key, output, inputs);
            }
        }
        if (done) {
            latencies.add(System.nanoTime() - handshake.began);
            handshakes.remove(key);
        } else if (handshake.session.isOver() || isFailed(handshake.session)) {
            failed++;
            handshakes.remove(key);
        }
    }

    private static boolean isFailed(Session session) {
        return session.phase1() instanceof Phase1.Failed;
    }

    /** Whether the handshake is done. */
    private boolean perform(SessionKey key, Output output, ArrayDeque<Input> inputs) throws IOException {
        switch (output) {
            case Output.SendDatagram(DatagramHeaders headers, Octets message) -> send(headers, message);
            case Output.AskVault(VaultQuestion question) ->
                inputs.addFirst(new Input.CredentialAnswered(world.answer(question)));
            case Output.InstallSa install -> {
                install.keymat().destroy();
                inputs.add(outcome(key, install.id(), SaOutcome.Kind.INSTALLED));
            }
            case Output.CloseSa close -> inputs.add(outcome(key, close.id(), SaOutcome.Kind.REMOVED));
            case Output.RemoveSa remove -> inputs.add(outcome(key, remove.id(), SaOutcome.Kind.REMOVED));
            case Output.Note(DiaryEntry entry) -> {
                return entry.kind() == DiaryEntry.Kind.SENT && entry.label().equals("QM3");
            }
            case Output.ForgetSa ignored -> {}
            case Output.Command ignored -> {}
            case Output.Report ignored -> {}
            case Output.Retire ignored -> {}
            case Output.Lease ignored -> {}
            case Output.Announce ignored -> {}
            case Output.Count ignored -> {}
        }
        return false;
    }

    private void send(DatagramHeaders headers, Octets message) throws IOException {
        DatagramChannel channel = Optional.ofNullable(
                        channels.get(headers.local().address()))
                .orElseThrow(() -> new IllegalStateException("no socket for " + headers.local()));
        channel.send(
                message.asByteBuffer(),
                new InetSocketAddress(
                        headers.remote().address().toInetAddress(),
                        headers.remote().port()));
    }

    private static Input outcome(SessionKey key, SaId sa, SaOutcome.Kind kind) {
        return new Input.SaOutcomeReceived(
                new SaOutcome(SaOutcome.VERSION, key, sa, kind, SaOutcome.OK, "", Instant.now()));
    }

    private LoadReport report(double seconds, Map<String, Double> cpuSeconds) {
        List<Long> sorted = latencies.stream().sorted().toList();
        return new LoadReport(
                sorted.size(),
                failed,
                retransmissions,
                seconds,
                percentile(sorted, 0.50),
                percentile(sorted, 0.99),
                cpuSeconds);
    }

    private static double percentile(List<Long> sorted, double part) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * part))) / 1e6;
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels.values()) {
            channel.close();
        }
        selector.close();
    }
}
