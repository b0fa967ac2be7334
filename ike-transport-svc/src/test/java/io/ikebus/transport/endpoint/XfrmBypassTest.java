package io.ikebus.transport.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Offsets are those of linux/xfrm.h on 64-bit Linux. */
class XfrmBypassTest {

    @Test
    void coversEverythingOfItsFamilyAndAllowsIt() {
        ByteBuffer policy = encode(XfrmBypass.Family.IPV6, XfrmBypass.Direction.OUT);

        assertThat(policy.remaining()).isEqualTo(168);
        assertThat(policy.getShort(40)).as("sel.family").isEqualTo((short) 10);
        assertThat(policy.get(42)).as("sel.prefixlen_d").isZero();
        assertThat(policy.get(43)).as("sel.prefixlen_s").isZero();
        assertThat(policy.get(160)).as("dir").isEqualTo((byte) 1);
        assertThat(policy.get(161)).as("action").isZero();
    }

    @ParameterizedTest
    @EnumSource
    void neverExpires(XfrmBypass.Direction direction) {
        ByteBuffer policy = encode(XfrmBypass.Family.IPV4, direction);

        assertThat(policy.getLong(56)).as("lft.soft_byte_limit").isEqualTo(-1);
        assertThat(policy.getLong(64)).as("lft.hard_byte_limit").isEqualTo(-1);
        assertThat(policy.getLong(72)).as("lft.soft_packet_limit").isEqualTo(-1);
        assertThat(policy.getLong(80)).as("lft.hard_packet_limit").isEqualTo(-1);
        assertThat(policy.getLong(96)).as("lft.hard_add_expires_seconds").isZero();
        assertThat(policy.getLong(112)).as("lft.hard_use_expires_seconds").isZero();
    }

    private static ByteBuffer encode(XfrmBypass.Family family, XfrmBypass.Direction direction) {
        return new XfrmBypass(family, direction).encode().order(ByteOrder.nativeOrder());
    }
}
