package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The multicast group in which the kernel says which SA has reached a limit. Not thread-safe. */
final class EventSocket implements AutoCloseable {
    /** Room for some ten thousand events. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    private static final int LARGEST_BATCH = 1_000;

    private final NetlinkSocket socket = new NetlinkSocket(Duration.ofSeconds(1));

    EventSocket() {
        socket.requestReceiveBuffer(RECEIVE_BUFFER);
        socket.join(Xfrm.GROUP_EXPIRE);
    }

    List<KernelEvent> await(Duration atMost) {
        if (!socket.awaitReadable(atMost)) {
            return List.of();
        }
        List<KernelEvent> events = new ArrayList<>();
        while (events.size() < LARGEST_BATCH) {
            int length = socket.receiveNow();
            if (length >= 0) {
                read(length, events);
            } else if (length == -Errno.EAGAIN.number() || length == -Errno.EINTR.number()) {
                break;
            } else if (length == -Errno.ENOBUFS.number() || length == -Errno.EMSGSIZE.number()) {
                events.add(new KernelEvent.Overrun());
            } else {
                throw new KernelUnavailable("reading events", -length);
            }
        }
        return events;
    }

    private void read(int length, List<KernelEvent> events) {
        try {
            for (NetlinkMessage message : NetlinkMessage.readAll(socket.received(length))) {
                if (message.type() == Xfrm.EXPIRE) {
                    events.add(SaMessages.readExpire(message));
                }
            }
        } catch (MalformedMessage e) {
            // What it would have said is lost, as after an overrun.
            events.add(new KernelEvent.Overrun());
        } finally {
            socket.wipe(length);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
