package io.ikebus.testkit.peer;

/**
 * How a peer shall run.
 *
 * @param esp who protects its packets
 * @param settings strongswan.conf text for the daemon's section, or nothing
 */
public record PeerOptions(Esp esp, String settings) {

    /** Who protects packets. */
    public enum Esp {
        /** The kernel: it must have ESP. */
        KERNEL,
        /** The daemon, over a TUN device, always encapsulated in UDP port 4500: works on any kernel, has no AH. */
        USER_SPACE
    }

    public static PeerOptions with(Esp esp) {
        return new PeerOptions(esp, "");
    }

    /** Such as {@code retransmit_timeout = 1.0}. */
    public PeerOptions and(String strongswanConf) {
        return new PeerOptions(esp, settings + strongswanConf + "\n");
    }
}
