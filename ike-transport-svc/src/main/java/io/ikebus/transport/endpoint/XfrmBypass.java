package io.ikebus.transport.endpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A socket's own IPsec policy that lets everything pass in clear, so that a tunnel's policy never catches the IKE
 * messages that make the tunnel: {@code struct xfrm_userpolicy_info} of Linux, host byte order.
 *
 * <pre>
 *    0  selector: addresses, ports, masks (40), family (2), prefix lengths, protocol (3), pad, ifindex, user (8)
 *   56  lifetime: limits (64), current use (32)
 *  152  priority (4), index (4)
 *  160  direction, action, flags, share (1 each), pad (4)
 * </pre>
 */
record XfrmBypass(Family family, Direction direction) {
    static final int LENGTH = 168;
    private static final int FAMILY_AT = 40;
    private static final int LIFETIME_LIMITS_AT = 56;
    private static final int LIFETIME_LIMITS_END = 88;
    private static final int DIRECTION_AT = 160;
    private static final int ACTION_AT = 161;
    private static final byte ALLOW = 0;

    enum Family {
        IPV4(2, 0, 17),
        IPV6(10, 41, 35);

        private final int number;
        private final int socketLevel;
        private final int socketOption;

        Family(int number, int socketLevel, int socketOption) {
            this.number = number;
            this.socketLevel = socketLevel;
            this.socketOption = socketOption;
        }

        /** IPPROTO_IP or IPPROTO_IPV6. */
        int socketLevel() {
            return socketLevel;
        }

        /** IP_XFRM_POLICY or IPV6_XFRM_POLICY. */
        int socketOption() {
            return socketOption;
        }
    }

    enum Direction {
        IN(0),
        OUT(1);

        private final int number;

        Direction(int number) {
            this.number = number;
        }
    }

    ByteBuffer encode() {
        ByteBuffer policy = ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.nativeOrder());
        policy.putShort(FAMILY_AT, (short) family.number);
        // XFRM_INF, no limit: soft and hard, octets and packets. The limits in seconds are zero, which is none.
        for (int at = LIFETIME_LIMITS_AT; at < LIFETIME_LIMITS_END; at += Long.BYTES) {
            policy.putLong(at, -1L);
        }
        policy.put(DIRECTION_AT, (byte) direction.number);
        policy.put(ACTION_AT, ALLOW);
        return policy;
    }
}
