package io.ikebus.agent.kernel;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Linux' error numbers that XFRM and netlink give, with what each means here. */
public enum Errno {
    EPERM(1, "the agent lacks CAP_NET_ADMIN in this network namespace"),
    ENOENT(2, "the kernel has no such policy"),
    ESRCH(3, "the kernel has no such SA"),
    EINTR(4, "the call was interrupted"),
    EIO(5, "the kernel met an input or output error"),
    EBADF(9, "the netlink socket is closed"),
    EAGAIN(11, "the kernel has nothing to say yet"),
    ENOMEM(12, "the kernel is out of memory"),
    EACCES(13, "the kernel's security module forbids this"),
    EBUSY(16, "the kernel is busy with this object"),
    EEXIST(17, "the kernel has one already that is not ours"),
    ENODEV(19, "the kernel has no such interface"),
    EINVAL(22, "the kernel finds this combination invalid"),
    EMFILE(24, "the agent has too many open files"),
    ENOSPC(28, "a table of the kernel is full"),
    ERANGE(34, "a number is out of the kernel's range"),
    ENOSYS(38, "the kernel lacks a cryptographic algorithm"),
    EMSGSIZE(90, "the message has a size the kernel does not take"),
    EPROTONOSUPPORT(93, "the kernel lacks the security protocol (module esp4 or esp6)"),
    EOPNOTSUPP(95, "the kernel does not know this operation"),
    EAFNOSUPPORT(97, "the kernel lacks this address family"),
    ENOBUFS(105, "the kernel is out of buffers, or told more than was read in time"),
    ETIMEDOUT(110, "the kernel did not answer in time"),
    /** Any other; the detail names the number. */
    EOTHER(-1, "the kernel gave another error");

    private static final Map<Integer, Errno> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toMap(errno -> errno.number, Function.identity()));

    private final int number;
    private final String sentence;

    Errno(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** The positive number that C knows. */
    public int number() {
        return number;
    }

    public static Errno of(int number) {
        return BY_NUMBER.getOrDefault(number, EOTHER);
    }

    /** @param kernelText the kernel's own explanation, or empty */
    public static String describe(int number, String kernelText) {
        Errno errno = of(number);
        String sentence = errno == EOTHER ? errno.sentence + ", " + number : errno.sentence;
        return kernelText.isEmpty() ? sentence : sentence + ": " + kernelText;
    }

    public static Answer.Refused refusal(int number, String kernelText) {
        return new Answer.Refused(of(number), describe(number, kernelText));
    }

    public Answer.Refused refusal() {
        return refusal(number, "");
    }
}
