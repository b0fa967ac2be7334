package io.ikebus.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import org.junit.jupiter.api.Test;

/** What we write is, octet for octet, what a C program writes with the kernel's header. */
class WrittenMessagesTest {
    private static final int CREATE = Xfrm.NLM_F_REQUEST | Xfrm.NLM_F_ACK | Xfrm.NLM_F_CREATE | Xfrm.NLM_F_EXCL;
    private static final int CHANGE = Xfrm.NLM_F_REQUEST | Xfrm.NLM_F_ACK;
    private static final Mark MARK = new Mark(0x2a, 0xff);
    private static final SaRef INBOUND = new SaRef(Samples.OURS, 50, 0x1234);
    private static final SaRef OUTBOUND = new SaRef(Samples.PEER, 50, 0x1234);

    @Test
    void newSaWithGcm() {
        assertThat(sa(Xfrm.NEWSA, CREATE, INBOUND, Samples.inbound(Samples.GCM_128)))
                .isEqualTo(Golden.hex("newsa-gcm-128"));
    }

    @Test
    void newSaWithCbcAWideWindowAndUdpEncapsulation() {
        SaDescription sa = new Draft(
                        Direction.INBOUND, new SaTransform(Encryption.AES_CBC, 256, Integrity.HMAC_SHA2_256_128))
                .window(64)
                .encapsulated(4500, 61234)
                .build();

        assertThat(sa(Xfrm.NEWSA, CREATE, new SaRef(Samples.OURS, 50, 0xfffffff0L), sa))
                .isEqualTo(Golden.hex("newsa-cbc-256-sha256-window-64-encapsulated"));
    }

    @Test
    void updateOfATransportModeSaWithLimits() {
        SaDescription sa = new Draft(Direction.OUTBOUND, Samples.CBC_SHA1)
                .transport()
                .lifetime(new SaLifetime(30, 40, 1000, 2000))
                .build();

        assertThat(sa(Xfrm.UPDSA, CHANGE, OUTBOUND, sa)).isEqualTo(Golden.hex("updsa-cbc-128-sha1-transport-limits"));
    }

    @Test
    void newSaWithExtendedSequenceNumbersMarkAndInterfaceIdOverIpv6() {
        SaDescription sa = new Draft(Direction.INBOUND, new SaTransform(Encryption.AES_GCM_16, 256, Integrity.NONE))
                .from(IpAddress.parse("2001:db8::2"))
                .window(4096)
                .withEsn()
                .mark(MARK)
                .interfaceId(42)
                .build();

        assertThat(sa(Xfrm.NEWSA, CREATE, new SaRef(IpAddress.parse("2001:db8::1"), 50, 0x1234), sa))
                .isEqualTo(Golden.hex("newsa-gcm-256-esn-mark-interface-ipv6"));
    }

    /** The replay window of an outbound SA is of no use; but until 6.10 the kernel wants one with ESN. */
    @Test
    void newOutboundSaWithExtendedSequenceNumbers() {
        SaDescription sa = new Draft(
                        Direction.OUTBOUND, new SaTransform(Encryption.AES_CBC, 192, Integrity.HMAC_SHA2_512_256))
                .withEsn()
                .build();

        assertThat(sa(Xfrm.NEWSA, CREATE, OUTBOUND, sa)).isEqualTo(Golden.hex("newsa-cbc-192-sha512-esn-outbound"));
    }

    @Test
    void newSaWithSha384() {
        SaDescription sa = Samples.inbound(new SaTransform(Encryption.AES_CBC, 128, Integrity.HMAC_SHA2_384_192));

        assertThat(sa(Xfrm.NEWSA, CREATE, INBOUND, sa)).isEqualTo(Golden.hex("newsa-cbc-128-sha384"));
    }

    /** RFC 4302 3.3.3.2.1: over IPv4 AH is padded to 32 bits, which the kernel must be told. */
    @Test
    void newSaOfAh() {
        SaDescription sa = Samples.inbound(SaTransform.authenticating(Integrity.HMAC_SHA2_256_128));

        assertThat(sa(Xfrm.NEWSA, CREATE, Samples.ahRef(0x1234), sa)).isEqualTo(Golden.hex("newsa-ah-sha256"));
    }

    @Test
    void newSaOfAhInTransportModeOverIpv6() {
        SaDescription sa = new Draft(Direction.INBOUND, SaTransform.authenticating(Integrity.AES_CMAC_96))
                .from(IpAddress.parse("2001:db8::2"))
                .transport()
                .build();

        assertThat(sa(Xfrm.NEWSA, CREATE, new SaRef(IpAddress.parse("2001:db8::1"), 51, 0x1234), sa))
                .isEqualTo(Golden.hex("newsa-ah-cmac-transport-ipv6"));
    }

    @Test
    void newInboundPolicyForEspInsideAh() {
        PolicyDescription policy = Samples.bundled(Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID));

        assertThat(Golden.written(Xfrm.NEWPOLICY, CREATE, out -> PolicyMessages.writePolicy(out, policy)))
                .isEqualTo(Golden.hex("newpolicy-in-esp-inside-ah"));
    }

    @Test
    void deletionAndQueriesOfSas() {
        assertThat(Golden.written(Xfrm.DELSA, CHANGE, out -> SaMessages.writeId(out, INBOUND, null)))
                .isEqualTo(Golden.hex("delsa"));
        assertThat(Golden.written(Xfrm.GETSA, Xfrm.NLM_F_REQUEST, out -> SaMessages.writeId(out, INBOUND, MARK)))
                .isEqualTo(Golden.hex("getsa-mark"));
        assertThat(Golden.written(
                        Xfrm.GETSA,
                        Xfrm.NLM_F_REQUEST | Xfrm.NLM_F_DUMP,
                        out -> Structs.zeros(out, SaMessages.USERSA_ID)))
                .isEqualTo(Golden.hex("getsa-dump"));
    }

    @Test
    void newInboundPolicy() {
        PolicyDescription policy = Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID);

        assertThat(Golden.written(Xfrm.NEWPOLICY, CREATE, out -> PolicyMessages.writePolicy(out, policy)))
                .isEqualTo(Golden.hex("newpolicy-in"));
    }

    @Test
    void replacementOfAPolicyWithPortsMarkAndInterfaceIdOverIpv6() {
        PolicyDescription policy = new PolicyDescription(
                PolicyDirection.OUT,
                IpPrefix.parse("2001:db8:1::/48"),
                IpPrefix.parse("2001:db8:2::/64"),
                6,
                443,
                8080,
                1000,
                Samples.OURS,
                Samples.PEER,
                IpsecProtocol.ESP,
                Mode.TUNNEL,
                Samples.REQID,
                MARK,
                42);

        assertThat(Golden.written(Xfrm.UPDPOLICY, CHANGE, out -> PolicyMessages.writePolicy(out, policy)))
                .isEqualTo(Golden.hex("updpolicy-out-ports-mark-interface-ipv6"));
    }

    @Test
    void deletionAndQueriesOfPolicies() {
        PolicySlot out = PolicySlot.of(Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID));
        PolicySlot in = PolicySlot.of(Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID));
        PolicySlot marked = new PolicySlot(PolicyDirection.FORWARD, in.source(), in.destination(), 0, 0, 0, MARK, 42);

        assertThat(Golden.written(Xfrm.DELPOLICY, CHANGE, buffer -> PolicyMessages.writeSlot(buffer, out)))
                .isEqualTo(Golden.hex("delpolicy-out"));
        assertThat(Golden.written(
                        Xfrm.GETPOLICY, Xfrm.NLM_F_REQUEST, buffer -> PolicyMessages.writeSlot(buffer, marked)))
                .isEqualTo(Golden.hex("getpolicy-forward-mark-interface"));
        assertThat(Golden.written(
                        Xfrm.GETPOLICY,
                        Xfrm.NLM_F_REQUEST | Xfrm.NLM_F_DUMP,
                        buffer -> Structs.zeros(buffer, PolicyMessages.USERPOLICY_ID)))
                .isEqualTo(Golden.hex("getpolicy-dump"));
    }

    private static String sa(int type, int flags, SaRef ref, SaDescription sa) {
        return Golden.written(type, flags, out -> SaMessages.writeSa(out, ref, sa, Samples.keymat(sa.transform(), 1)));
    }
}
