package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.KernelUnavailable;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The kernel of this network namespace. Changes go one after the other; a dump has a socket of its own. */
public final class NetlinkKernel implements Kernel {
    private static final int CREATE_NEW = Xfrm.NLM_F_CREATE | Xfrm.NLM_F_EXCL;

    private final ReentrantLock changing = new ReentrantLock();
    private final ReentrantLock listening = new ReentrantLock();
    private final XfrmSocket changes;
    private final EventSocket events;
    private final Instant bootedAt;

    private NetlinkKernel(XfrmSocket changes, EventSocket events, Instant bootedAt) {
        this.changes = changes;
        this.events = events;
        this.bootedAt = bootedAt;
    }

    /** @throws KernelUnavailable if the kernel has no XFRM or the process may not use it */
    public static NetlinkKernel open() {
        XfrmSocket changes = new XfrmSocket();
        try {
            return new NetlinkKernel(changes, new EventSocket(), BootTime.read());
        } catch (KernelUnavailable e) {
            changes.close();
            throw e;
        }
    }

    @Override
    public Backend backend() {
        return Backend.KERNEL;
    }

    @Override
    public Instant emptyBefore() {
        return bootedAt;
    }

    @Override
    public Answer apply(Operation operation) {
        changing.lock();
        try {
            return switch (operation) {
                case Operation.AddSa(var ref, var sa, var keymat) ->
                    changes.change(Xfrm.NEWSA, CREATE_NEW, out -> SaMessages.writeSa(out, ref, sa, keymat));
                case Operation.UpdateSa(var ref, var sa, var keymat) ->
                    changes.change(Xfrm.UPDSA, 0, out -> SaMessages.writeSa(out, ref, sa, keymat));
                case Operation.DeleteSa(var ref, var mark) ->
                    changes.change(Xfrm.DELSA, 0, out -> SaMessages.writeId(out, ref, mark));
                case Operation.AddPolicy(var policy) ->
                    changes.change(Xfrm.NEWPOLICY, CREATE_NEW, out -> PolicyMessages.writePolicy(out, policy));
                case Operation.ReplacePolicy(var policy) ->
                    changes.change(Xfrm.UPDPOLICY, 0, out -> PolicyMessages.writePolicy(out, policy));
                case Operation.DeletePolicy(var slot) ->
                    changes.change(Xfrm.DELPOLICY, 0, out -> PolicyMessages.writeSlot(out, slot));
            };
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Optional<KernelSa> sa(SaRef ref, @Nullable Mark mark) {
        try (XfrmSocket socket = new XfrmSocket()) {
            return socket.get(
                    Xfrm.GETSA, out -> SaMessages.writeId(out, ref, mark), m -> Optional.of(SaMessages.readSa(m)));
        }
    }

    @Override
    public Optional<PolicyDescription> policy(PolicySlot slot) {
        try (XfrmSocket socket = new XfrmSocket()) {
            return socket.get(Xfrm.GETPOLICY, out -> PolicyMessages.writeSlot(out, slot), PolicyMessages::readPolicy);
        }
    }

    @Override
    public List<KernelSa> sas() {
        try (XfrmSocket socket = new XfrmSocket()) {
            return socket.dump(
                    Xfrm.GETSA, SaMessages.USERSA_ID, m -> Optional.of(SaMessages.readSa(m)), KernelSa::wipe);
        }
    }

    @Override
    public List<PolicyDescription> policies() {
        try (XfrmSocket socket = new XfrmSocket()) {
            return socket.dump(Xfrm.GETPOLICY, PolicyMessages.USERPOLICY_ID, PolicyMessages::readPolicy, policy -> {});
        }
    }

    @Override
    public List<KernelEvent> awaitEvents(Duration atMost) {
        listening.lock();
        try {
            return events.await(atMost);
        } finally {
            listening.unlock();
        }
    }

    @Override
    public void close() {
        changing.lock();
        listening.lock();
        try {
            changes.close();
            events.close();
        } finally {
            listening.unlock();
            changing.unlock();
        }
    }
}
