package io.ikebus.agent.intake;

import io.ikebus.agent.install.Installer;
import io.ikebus.agent.install.StartReport;
import io.ikebus.agent.kernel.KernelUnavailable;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.sealing.PartitionHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The thread that takes commands, from {@link #start} to {@link #stop}. */
public final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_ENDING = Duration.ofSeconds(10);

    private final GatewayId gateway;
    private final Map<String, Object> bus;
    private final PartitionHash partitions;
    private final Installer installer;
    private final IntakeWatch watch;
    private final CommandReader reader;
    private final OutcomePublisher publisher;
    private final Thread thread;
    private boolean isFirstStart;
    private volatile IntakeStatus status = new IntakeStatus(false, "starting");
    private volatile @Nullable CommandPartition partition;
    private volatile boolean stopping;

    /**
     * @param bus settings of a Kafka client: where the bus is, and how to authenticate
     * @param isFirstStart whether this agent has never run before
     */
    public Intake(
            GatewayId gateway,
            Map<String, Object> bus,
            PartitionHash partitions,
            Installer installer,
            IntakeWatch watch,
            boolean isFirstStart) {
        this.gateway = gateway;
        this.bus = Map.copyOf(bus);
        this.partitions = partitions;
        this.installer = installer;
        this.watch = watch;
        this.isFirstStart = isFirstStart;
        this.reader = new CommandReader(gateway);
        this.publisher = new OutcomePublisher(BusClients.producer(this.bus, gateway), partitions);
        this.thread = Thread.ofPlatform().name("sa-commands").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public IntakeStatus status() {
        IntakeStatus now = status;
        CommandPartition open = partition;
        return now.ready() && open != null && !open.isConnected()
                ? new IntakeStatus(false, "the bus is out of reach; the kernel stays as it is")
                : now;
    }

    /** Tells what the kernel did of itself. */
    public void report(List<SaOutcome> outcomes) throws InterruptedException {
        publisher.publish(outcomes);
        outcomes.forEach(watch::reported);
    }

    public void stop() throws InterruptedException {
        stopping = true;
        CommandPartition open = partition;
        if (open != null) {
            open.wakeUp();
        }
        if (!thread.join(LONGEST_ENDING)) {
            thread.interrupt();
            thread.join();
        }
        publisher.close();
    }

    private void run() {
        while (!stopping) {
            try (CommandPartition open =
                    CommandPartition.open(BusClients.consumer(bus, gateway), gateway, partitions)) {
                partition = open;
                begin(open);
                while (!stopping) {
                    take(open);
                }
                open.commitNow();
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (InterruptException | InterruptedException e) {
                return;
            } catch (KafkaException | KernelUnavailable e) {
                failed(e);
            } catch (RuntimeException e) {
                // A fault of ours: the log shows where. Starting over reads everything anew, and installs nothing
                // twice.
                LOG.error("the intake failed and starts over", e);
                failed(e);
            } finally {
                partition = null;
            }
        }
    }

    private void failed(RuntimeException e) {
        status = new IntakeStatus(false, e.getMessage() == null ? e.toString() : e.getMessage());
        LOG.warnf("no commands are taken: %s", e.getMessage());
        try {
            Thread.sleep(BACK_OFF);
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
    }

    private void begin(CommandPartition open) throws InterruptedException {
        publisher.warmUp();
        Replay replay = new Replay();
        open.replay(isFirstStart, (record, executed) -> replay.add(read(record), executed));
        isFirstStart = false;
        StartReport report = installer.reconcile(replay.history());
        report(report.outcomes());
        LOG.infof(
                "%s: %d SAs are held, %d lost; %d of ours that nobody desires removed; %d SAs and %d policies are foreign",
                open,
                report.held(),
                report.outcomes().size(),
                report.removed(),
                report.foreignSas(),
                report.foreignPolicies());
        answer(replay.pending(), System.nanoTime());
        open.commit();
        status = new IntakeStatus(true, "taking commands from " + open);
    }

    private void take(CommandPartition open) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = open.poll();
        if (!records.isEmpty()) {
            answer(records.stream().map(this::read).toList(), System.nanoTime());
            open.commit();
        }
        if (installer.isDoubtful()) {
            report(installer.resync());
        }
    }

    private Received read(ConsumerRecord<byte[], byte[]> record) {
        Received received = reader.read(record);
        switch (received) {
            case Received.Garbage(String reason) -> {
                watch.garbage(reason);
                LOG.warnf("offset %d of %s is stepped over: %s", record.offset(), record.topic(), reason);
            }
            case Received.Another another -> watch.anotherGateway();
            case Received.Command command -> {}
            case Received.Withdrawal withdrawal -> {}
            case Received.Misaddressed misaddressed -> {}
        }
        return received;
    }

    /** Executes all, telling each outcome as soon as it is known; returns when all are acknowledged. */
    private void answer(List<Received> received, long arrivedAt) throws InterruptedException {
        List<String> kinds = new ArrayList<>();
        List<OutcomePublisher.Sent> sent = new ArrayList<>();
        for (Received each : inOrder(received)) {
            switch (each) {
                case Received.Command(SaCommand command, Instant issuedAt) -> {
                    sent.add(publisher.send(logged(installer.execute(command, issuedAt))));
                    kinds.add(kind(command));
                }
                case Received.Misaddressed(SaCommand command, String reason, String detail) -> {
                    sent.add(publisher.send(logged(refused(command, reason, detail))));
                    kinds.add(kind(command));
                }
                case Received.Withdrawal(SaId id) ->
                    installer.withdraw(id).ifPresent(outcome -> {
                        sent.add(publisher.send(logged(outcome)));
                        kinds.add("withdraw");
                    });
                case Received.Another another -> {}
                case Received.Garbage garbage -> {}
            }
        }
        publisher.await(sent);
        Duration took = Duration.ofNanos(System.nanoTime() - arrivedAt);
        for (int i = 0; i < sent.size(); i++) {
            watch.answered(kinds.get(i), sent.get(i).outcome(), took);
        }
    }

    /** Neighbouring commands change places as the installer wants; what is between them stays where it is. */
    private List<Received> inOrder(List<Received> received) {
        List<Received> ordered = new ArrayList<>(received.size());
        List<Received.Command> run = new ArrayList<>();
        for (Received each : received) {
            if (each instanceof Received.Command command) {
                run.add(command);
            } else {
                ordered.addAll(installer.ordered(run, Received.Command::command));
                run.clear();
                ordered.add(each);
            }
        }
        ordered.addAll(installer.ordered(run, Received.Command::command));
        return ordered;
    }

    private static SaOutcome logged(SaOutcome outcome) {
        Logger.Level level = outcome.kind() == SaOutcome.Kind.FAILED ? Logger.Level.WARN : Logger.Level.INFO;
        LOG.logf(
                level,
                "%s of session %s: %s %s %s",
                outcome.id(),
                outcome.session(),
                outcome.kind(),
                outcome.reason(),
                outcome.detail());
        return outcome;
    }

    private static SaOutcome refused(SaCommand command, String reason, String detail) {
        return new SaOutcome(
                SaOutcome.VERSION,
                command.session(),
                command.id(),
                SaOutcome.Kind.FAILED,
                reason,
                detail,
                Instant.now());
    }

    private static String kind(SaCommand command) {
        return command.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
