package io.ikebus.agent.install;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.agent.plan.Desired;
import io.ikebus.agent.plan.Found;
import io.ikebus.agent.plan.Reconciliation;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.octets.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Brings the kernel in line with what is desired, without ever installing an SA. */
final class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final Kernel kernel;
    private final WantedSas wanted;

    Reconciler(Kernel kernel, WantedSas wanted) {
        this.kernel = kernel;
        this.wanted = wanted;
    }

    /** @param removed SAs and policies that were cleared away */
    record Result(Reconciliation reconciliation, int removed) {}

    Result run(Collection<Desired> desired, Set<SaRef> history) {
        Reconciliation reconciliation = Reconciliation.of(desired, history, found(), kernel.policies());
        int removed = 0;
        for (Operation operation : reconciliation.operations()) {
            boolean removes = operation instanceof Operation.DeleteSa || operation instanceof Operation.DeletePolicy;
            switch (kernel.apply(operation)) {
                case Answer.Done() -> removed += removes ? 1 : 0;
                case Answer.Refused(Errno errno, String detail) -> warn(operation, detail);
                case Answer.Unanswered(Errno errno, String detail) -> warn(operation, detail);
            }
        }
        for (PolicySlot slot : reconciliation.obstructed()) {
            LOG.warnf(
                    "%s policy %s to %s belongs to somebody else and stays; ours is not in the kernel",
                    slot.direction(), slot.source(), slot.destination());
        }
        return new Result(reconciliation, removed);
    }

    /** What the bus has kept, as SAs. What never could be installed is left out. */
    List<Desired> desired(History history) {
        List<Desired> desired = new ArrayList<>();
        for (History.Entry entry : history.desired()) {
            switch (entry.command()) {
                case SaCommand.Install install -> desire(install, entry.executed(), desired);
                case SaCommand.Update update -> desire(WantedSas.asInstall(update), entry.executed(), desired);
                case SaCommand.Close close ->
                    wanted.closed(close).map(sa -> new Desired(sa, true)).ifPresent(desired::add);
                case SaCommand.Remove remove ->
                    throw new IllegalStateException(remove.id() + ": a removal is not desired state");
            }
        }
        return desired;
    }

    private void desire(SaCommand.Install install, boolean executed, List<Desired> desired) {
        switch (wanted.of(install)) {
            case WantedSas.Wanted.Opened(var sa, Secret keymat) -> {
                keymat.destroy();
                desired.add(new Desired(sa, executed));
            }
            case WantedSas.Wanted.Refused(String reason, String detail) -> {
                if (reason.equals(Reasons.UNSEALABLE) && executed) {
                    desired.add(new Desired(wanted.withoutKey(install), true));
                }
            }
        }
    }

    private List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (KernelSa sa : kernel.sas()) {
            found.add(new Found(sa.ref(), sa.source(), sa.reqid(), sa.mark(), wanted.fingerprint(sa.keymat())));
            sa.wipe();
        }
        return found;
    }

    private static void warn(Operation operation, String detail) {
        LOG.warnf("%s at reconciliation: %s", operation.getClass().getSimpleName(), detail);
    }
}
