package io.ikebus.agent.install;

import io.ikebus.agent.install.WantedSas.Wanted;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelUnavailable;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.agent.plan.Change;
import io.ikebus.agent.plan.CommandOrder;
import io.ikebus.agent.plan.Decision;
import io.ikebus.agent.plan.Desired;
import io.ikebus.agent.plan.Held;
import io.ikebus.agent.plan.HeldSa;
import io.ikebus.agent.plan.Planner;
import io.ikebus.agent.plan.Reconciliation;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Executes commands, one at a time, and keeps the record of what is held. Thread-safe. */
public final class Installer {
    private static final Logger LOG = Logger.getLogger(Installer.class);

    private final Kernel kernel;
    private final WantedSas wanted;
    private final Reconciler reconciler;
    private final InstantSource clock;
    private final SpentKeys spent = new SpentKeys();
    private Held held = new Held();
    private boolean doubtful;

    public Installer(Kernel kernel, KeyOpener keys, InstantSource clock) {
        this.kernel = kernel;
        this.clock = clock;
        this.wanted = new WantedSas(keys, clock);
        this.reconciler = new Reconciler(kernel, wanted);
    }

    /** The order in which commands that arrived together are to be executed. */
    public synchronized <T> List<T> ordered(List<T> arrived, Function<T, SaCommand> command) {
        return CommandOrder.of(arrived, command, held);
    }

    /** @param issuedAt when the bus took the command; a kernel that has started since does not get its key */
    public synchronized SaOutcome execute(SaCommand command, Instant issuedAt) {
        try {
            return switch (command) {
                case SaCommand.Install install ->
                    with(command, wanted.of(install), (sa, keymat) -> install(sa, keymat, issuedAt));
                case SaCommand.Update update ->
                    with(command, wanted.of(update), (sa, keymat) -> Planner.update(sa, keymat, held));
                case SaCommand.Close close -> act(command, Planner.close(SaRef.of(close.id()), held), Optional.empty());
                case SaCommand.Remove remove ->
                    act(command, Planner.remove(SaRef.of(remove.id()), held), Optional.empty());
            };
        } catch (RuntimeException e) {
            // One command must not stop those behind it.
            LOG.errorf(e, "%s: the agent failed to execute a command", command.id());
            doubtful = true;
            return outcome(command, Kind.FAILED, Reasons.INTERNAL, "the agent failed; its log says how");
        }
    }

    /** A tombstone: the SA is not desired any more. Says nothing if it is gone already. */
    public synchronized Optional<SaOutcome> withdraw(SaId id) {
        return held.find(SaRef.of(id))
                .map(there -> new SaCommand.Remove(
                        SaCommand.VERSION, there.session(), there.connection(), id, "withdrawn", clock.instant()))
                .map(remove -> execute(remove, clock.instant()));
    }

    public synchronized List<SaOutcome> on(KernelEvent event) {
        return switch (event) {
            case KernelEvent.Expired(SaRef ref, boolean hard) ->
                held.find(ref).filter(HeldSa::present).stream()
                        .map(sa -> expired(sa, hard))
                        .toList();
            case KernelEvent.Overrun() -> {
                doubtful = true;
                yield resync();
            }
        };
    }

    /** Takes over what is there at start, and clears away what is ours and not desired. */
    public synchronized StartReport reconcile(History history) {
        Reconciler.Result result = reconciler.run(reconciler.desired(history), history.named());
        Reconciliation found = result.reconciliation();
        held = found.held();
        found.lost().forEach(sa -> spent.add(sa.fingerprint()));
        return new StartReport(
                held.size() - found.lost().size(),
                result.removed(),
                found.foreignSas(),
                found.foreignPolicies(),
                found.lost().stream().map(this::lostOutcome).toList());
    }

    /**
     * On doubt: as at start, with what is held for what is desired.
     *
     * @throws KernelUnavailable if the kernel cannot be read
     */
    public synchronized List<SaOutcome> resync() {
        List<HeldSa> missing = new ArrayList<>();
        Reconciler.Result result = reconciler.run(
                held.all().stream().map(sa -> new Desired(sa, true)).toList(), Set.of());
        for (HeldSa sa : result.reconciliation().lost()) {
            if (held.find(sa.ref()).filter(HeldSa::present).isPresent()) {
                spent.add(sa.fingerprint());
                missing.add(sa);
            }
        }
        held = result.reconciliation().held();
        doubtful = false;
        return missing.stream().map(this::lostOutcome).toList();
    }

    /** Whether the kernel may differ from what is held, so that {@link #resync} is called for. */
    public synchronized boolean isDoubtful() {
        return doubtful;
    }

    public synchronized Inventory inventory() {
        return new Inventory(List.copyOf(held.all()), held.policies());
    }

    public synchronized int size() {
        return held.size();
    }

    private interface Planning {
        Decision decide(HeldSa sa, Secret keymat);
    }

    private SaOutcome with(SaCommand command, Wanted opened, Planning planning) {
        return switch (opened) {
            case Wanted.Refused(String reason, String detail) -> outcome(command, Kind.FAILED, reason, detail);
            case Wanted.Opened(HeldSa sa, Secret keymat) -> {
                try {
                    yield act(command, planning.decide(sa, keymat), Optional.of(sa));
                } finally {
                    keymat.destroy();
                }
            }
        };
    }

    private Decision install(HeldSa sa, Secret keymat, Instant issuedAt) {
        boolean isThere = held.find(sa.ref())
                .filter(there -> there.present() && there.fingerprint().equals(sa.fingerprint()))
                .isPresent();
        if (!isThere && spent.contains(sa.fingerprint())) {
            return lost("its key has been in this kernel before");
        }
        if (!isThere && issuedAt.isBefore(kernel.emptyBefore())) {
            return lost("the command is older than this kernel's start, so its key may have been in use");
        }
        return Planner.install(sa, keymat, held);
    }

    private SaOutcome act(SaCommand command, Decision decision, Optional<HeldSa> sa) {
        return switch (decision) {
            case Decision.Settled(Kind kind, String reason, String detail) -> outcome(command, kind, reason, detail);
            case Decision.Act act -> {
                Optional<HeldSa> before = held.find(SaRef.of(command.id()));
                yield switch (Execution.run(act.steps(), kernel)) {
                    case Execution.Complete() -> {
                        held.apply(act.change());
                        if (act.kind() == Kind.REMOVED) {
                            before.ifPresent(there -> spent.add(there.fingerprint()));
                        }
                        yield outcome(command, act.kind(), SaOutcome.OK, "");
                    }
                    case Execution.Failed failed -> {
                        if (failed.touched() && before.isEmpty()) {
                            sa.ifPresent(attempted -> spent.add(attempted.fingerprint()));
                        }
                        yield failed(command, failed);
                    }
                };
            }
        };
    }

    private SaOutcome failed(SaCommand command, Execution.Failed failed) {
        if (!failed.restored()) {
            LOG.errorf("%s: the kernel could not be restored after %s", command.id(), failed.errno());
            doubtful = true;
        }
        return outcome(command, Kind.FAILED, failed.errno().name(), failed.detail());
    }

    private SaOutcome expired(HeldSa sa, boolean hard) {
        if (!hard) {
            return outcome(sa, Kind.SOFT_EXPIRED, Reasons.SOFT_LIMIT, "a soft limit of the SA is reached");
        }
        gone(sa);
        return outcome(sa, Kind.HARD_EXPIRED, Reasons.HARD_LIMIT, "a hard limit of the SA is reached; it is gone");
    }

    private SaOutcome lostOutcome(HeldSa sa) {
        return outcome(sa, Kind.LOST, Reasons.LOST, "the kernel no longer has it");
    }

    private void gone(HeldSa sa) {
        held.apply(new Change.Hold(sa.gone()));
        spent.add(sa.fingerprint());
    }

    private static Decision lost(String detail) {
        return new Decision.Settled(Kind.LOST, Reasons.LOST, detail);
    }

    private SaOutcome outcome(SaCommand command, Kind kind, String reason, String detail) {
        return new SaOutcome(SaOutcome.VERSION, command.session(), command.id(), kind, reason, detail, clock.instant());
    }

    private SaOutcome outcome(HeldSa sa, Kind kind, String reason, String detail) {
        return new SaOutcome(SaOutcome.VERSION, sa.session(), sa.id(), kind, reason, detail, clock.instant());
    }
}
