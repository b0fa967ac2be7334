package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.KernelUnavailable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Requests to XFRM and their answers, one after the other. Not thread-safe. */
final class XfrmSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A dump that was overtaken by changes is asked for again, this often. */
    private static final int DUMP_ATTEMPTS = 10;

    private final NetlinkSocket socket = new NetlinkSocket(PATIENCE);
    private int sequence;

    /** One change, which the kernel acknowledges or refuses. */
    Answer change(int type, int flags, Consumer<ByteBuffer> body) {
        int refused = request(type, flags | Xfrm.NLM_F_ACK, body);
        return refused == 0 ? acknowledgement() : Errno.refusal(refused, "");
    }

    /**
     * One object; empty if the kernel has none of that name.
     *
     * @throws KernelUnavailable if the kernel refuses for another reason
     */
    <T> Optional<T> get(int type, Consumer<ByteBuffer> body, Function<NetlinkMessage, Optional<T>> reader) {
        check("asking the kernel", request(type, 0, body));
        List<T> found = new ArrayList<>();
        collect(found, reader);
        return found.stream().findFirst();
    }

    /**
     * All objects.
     *
     * @throws KernelUnavailable if the kernel refuses, or changes faster than it can be read
     */
    <T> List<T> dump(int type, int bodySize, Function<NetlinkMessage, Optional<T>> reader, Consumer<T> discard) {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            check("asking the kernel", request(type, Xfrm.NLM_F_DUMP, out -> Structs.zeros(out, bodySize)));
            List<T> found = new ArrayList<>();
            if (collect(found, reader)) {
                return found;
            }
            found.forEach(discard);
        }
        throw new KernelUnavailable("a dump kept changing", Errno.EBUSY.number());
    }

    @Override
    public void close() {
        socket.close();
    }

    private int request(int type, int flags, Consumer<ByteBuffer> body) {
        sequence++;
        return socket.send(out -> NetlinkMessage.write(out, type, flags | Xfrm.NLM_F_REQUEST, sequence, body));
    }

    private Answer acknowledgement() {
        while (true) {
            int length = socket.receive();
            if (length < 0 && length != -Errno.EINTR.number()) {
                return unanswered(-length);
            }
            try {
                for (NetlinkMessage message : messages(length)) {
                    if (message.type() == Xfrm.NLMSG_ERROR) {
                        return ErrorMessage.read(message);
                    }
                }
            } catch (MalformedMessage e) {
                return new Answer.Unanswered(Errno.EMSGSIZE, "the kernel's answer is cut short: " + e.getMessage());
            } finally {
                socket.wipe(Math.max(0, length));
            }
        }
    }

    /** Reads an answer to its end; false if the database changed meanwhile. */
    private <T> boolean collect(List<T> found, Function<NetlinkMessage, Optional<T>> reader) {
        boolean whole = true;
        while (true) {
            int length = socket.receive();
            if (length != -Errno.EINTR.number()) {
                check("reading from the kernel", Math.max(0, -length));
            }
            try {
                for (NetlinkMessage message : messages(length)) {
                    whole &= (message.flags() & Xfrm.NLM_F_DUMP_INTERRUPTED) == 0;
                    if (isLast(message)) {
                        return whole;
                    }
                    reader.apply(message).ifPresent(found::add);
                    if ((message.flags() & MULTIPART) == 0) {
                        return whole;
                    }
                }
            } catch (MalformedMessage e) {
                throw new KernelUnavailable(
                        "the kernel's answer is cut short (" + e.getMessage() + ")", Errno.EMSGSIZE.number());
            } finally {
                socket.wipe(Math.max(0, length));
            }
        }
    }

    private static final int MULTIPART = 2;

    private static boolean isLast(NetlinkMessage message) {
        if (message.type() == Xfrm.NLMSG_DONE) {
            return true;
        }
        if (message.type() != Xfrm.NLMSG_ERROR) {
            return false;
        }
        return switch (ErrorMessage.read(message)) {
            case Answer.Done() -> true;
            case Answer.Refused(Errno errno, String detail) when errno == Errno.ESRCH || errno == Errno.ENOENT -> true;
            case Answer.Refused(Errno errno, String detail) ->
                throw new KernelUnavailable("asking the kernel: " + detail, errno.number());
            case Answer.Unanswered(Errno errno, String detail) ->
                throw new KernelUnavailable("asking the kernel: " + detail, errno.number());
        };
    }

    /** What answers the last request; a late answer to an earlier one is passed over. */
    private List<NetlinkMessage> messages(int length) {
        return length < 0
                ? List.of()
                : NetlinkMessage.readAll(socket.received(length)).stream()
                        .filter(message -> message.sequence() == sequence)
                        .toList();
    }

    private static Answer unanswered(int number) {
        // SO_RCVTIMEO ends a wait with EAGAIN.
        int meant = number == Errno.EAGAIN.number() ? Errno.ETIMEDOUT.number() : number;
        return new Answer.Unanswered(Errno.of(meant), Errno.describe(meant, ""));
    }

    private static void check(String what, int number) {
        if (number != 0) {
            throw new KernelUnavailable(what, number == Errno.EAGAIN.number() ? Errno.ETIMEDOUT.number() : number);
        }
    }
}
