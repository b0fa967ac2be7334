package io.ikebus.agent.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls of the C library that a netlink socket needs. Each returns what C returns, or the negative error number.
 * {@code state} is memory for {@code errno} of the calling thread, of layout {@link #STATE}.
 */
final class LibC {
    static final MemoryLayout STATE = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND =
            function("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECV =
            function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private LibC() {}

    static int socket(MemorySegment state, int domain, int type, int protocol) {
        try {
            return result(state, (int) SOCKET.invokeExact(state, domain, type, protocol));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    static int bind(MemorySegment state, int socket, MemorySegment address) {
        try {
            return result(state, (int) BIND.invokeExact(state, socket, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    static int setsockopt(MemorySegment state, int socket, int level, int option, MemorySegment value) {
        try {
            return result(
                    state, (int) SETSOCKOPT.invokeExact(state, socket, level, option, value, (int) value.byteSize()));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    static int send(MemorySegment state, int socket, MemorySegment message) {
        try {
            return result(state, (int) (long) SEND.invokeExact(state, socket, message, message.byteSize(), 0));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    static int receive(MemorySegment state, int socket, MemorySegment buffer, int flags) {
        try {
            return result(state, (int) (long) RECV.invokeExact(state, socket, buffer, buffer.byteSize(), flags));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    /** @param descriptor one {@code struct pollfd} */
    static int poll(MemorySegment state, MemorySegment descriptor, int milliseconds) {
        try {
            return result(state, (int) POLL.invokeExact(state, descriptor, 1L, milliseconds));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    static int close(MemorySegment state, int socket) {
        try {
            return result(state, (int) CLOSE.invokeExact(state, socket));
        } catch (Throwable e) {
            throw cannotHappen(e);
        }
    }

    private static int result(MemorySegment state, int returned) {
        return returned < 0 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
    }

    private static IllegalStateException cannotHappen(Throwable e) {
        return new IllegalStateException("a call of the C library threw", e);
    }
}
