package io.ikebus.testkit;

import java.util.List;

/**
 * What a test with real peers or kernels needs of the machine it runs on.
 *
 * <p>{@link Prerequisites#missing} says in one sentence what is not there and how to get it.
 */
public enum Prerequisite {
    ROOT,
    NAMESPACES(Program.IP),
    PING(Program.PING),
    TCPDUMP(Program.TCPDUMP),
    IPTABLES(Program.IPTABLES),
    STRONGSWAN(
            Program.IP,
            Program.CHARON,
            Program.SWANCTL,
            Program.STRONGSWAN_STANDARD,
            Program.STRONGSWAN_EXTRA,
            Program.CHARON_EXTRA,
            Program.CHARON_EXTAUTH),
    /** Not installed, since its packages conflict with strongSwan's, but unpacked by the bed's {@code libreswan}. */
    LIBRESWAN(Program.IP),
    /** A kernel with ESP under User Mode Linux, by {@link io.ikebus.testkit.vm.KernelVm}. */
    UML(Program.UML, Program.KLIBC, Program.CPIO, Program.KMOD, Program.IP, Program.CC_FOR_UML),
    /** A PKCS #11 token in software, by {@link io.ikebus.testkit.token.SoftToken}. */
    SOFT_TOKEN(Program.SOFTHSM, Program.PKCS11_TOOL),
    /** ESP and AH in the very kernel this runs under. */
    KERNEL_ESP(Program.IP);

    private final List<Program> programs;

    Prerequisite(Program... programs) {
        this.programs = List.of(programs);
    }

    List<Program> programs() {
        return programs;
    }
}
