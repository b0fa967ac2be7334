package io.ikebus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both kernels keep to of policies; the rest is in {@link KernelContract}. */
public abstract class PolicyContract {
    protected Kernel kernel;

    /** A kernel whose SAD and SPD are empty. */
    protected abstract Kernel open();

    @BeforeEach
    void startsEmpty() {
        kernel = open();
        assertThat(kernel.sas()).isEmpty();
        assertThat(kernel.policies()).isEmpty();
    }

    @AfterEach
    void leavesEmpty() {
        kernel.sas().forEach(sa -> kernel.apply(new Operation.DeleteSa(sa.ref(), sa.mark())));
        kernel.policies().forEach(policy -> kernel.apply(new Operation.DeletePolicy(PolicySlot.of(policy))));
        kernel.close();
    }

    static Stream<PolicyDescription> policies() {
        return Stream.of(PolicyDirection.values())
                .flatMap(direction -> Stream.of(
                        Samples.policy(direction, Samples.PEER, Samples.REQID),
                        policy(direction, 0, 0, 0, Mode.TRANSPORT, null, null),
                        policy(direction, 6, 443, 0, Mode.TUNNEL, null, null),
                        policy(direction, 17, 0, 53, Mode.TUNNEL, new Mark(0x2a, 0xff), null),
                        policy(direction, 0, 0, 0, Mode.TUNNEL, null, 42),
                        Samples.bundled(Samples.policy(direction, Samples.PEER, Samples.REQID)),
                        Samples.bundled(policy(direction, 17, 1701, 0, Mode.TRANSPORT, null, null))));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void holdsAPolicyAsItWasDescribed(PolicyDescription policy) {
        // When
        Answer answer = kernel.apply(new Operation.AddPolicy(policy));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.policies()).containsExactly(policy);
        assertThat(kernel.policy(PolicySlot.of(policy))).contains(policy);
    }

    @Test
    void holdsAPolicyForIpv6InAnIpv4Tunnel() {
        PolicyDescription policy = new PolicyDescription(
                PolicyDirection.OUT,
                IpPrefix.parse("2001:db8:1::/48"),
                IpPrefix.parse("2001:db8:2::/48"),
                0,
                0,
                0,
                500,
                Samples.OURS,
                Samples.PEER,
                IpsecProtocol.ESP,
                Mode.TUNNEL,
                Samples.REQID,
                null,
                null);

        assertThat(kernel.apply(new Operation.AddPolicy(policy))).isEqualTo(Answer.DONE);
        assertThat(kernel.policies()).containsExactly(policy);
    }

    @Test
    void hasOnePolicyPerSlot() {
        // Given
        PolicyDescription first = Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID);
        PolicyDescription second = Samples.policy(PolicyDirection.OUT, IpAddress.parse("192.0.2.3"), Samples.REQID + 1);
        assertThat(kernel.apply(new Operation.AddPolicy(first))).isEqualTo(Answer.DONE);
        // When
        assertThat(errno(kernel.apply(new Operation.AddPolicy(second)))).isEqualTo(Errno.EEXIST);
        assertThat(kernel.apply(new Operation.ReplacePolicy(second))).isEqualTo(Answer.DONE);
        // Then
        assertThat(kernel.policies()).containsExactly(second);
        assertThat(kernel.apply(new Operation.DeletePolicy(PolicySlot.of(first))))
                .isEqualTo(Answer.DONE);
        assertThat(kernel.policies()).isEmpty();
        assertThat(errno(kernel.apply(new Operation.DeletePolicy(PolicySlot.of(first)))))
                .isEqualTo(Errno.ENOENT);
        assertThat(kernel.policy(PolicySlot.of(first))).isEmpty();
    }

    @Test
    void takesASlotThatIsEmpty() {
        PolicyDescription policy = Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID);

        assertThat(kernel.apply(new Operation.ReplacePolicy(policy))).isEqualTo(Answer.DONE);
        assertThat(kernel.policies()).containsExactly(policy);
    }

    private static PolicyDescription policy(
            PolicyDirection direction,
            int protocol,
            int sourcePort,
            int destinationPort,
            Mode mode,
            @Nullable Mark mark,
            @Nullable Integer interfaceId) {
        return new PolicyDescription(
                direction,
                IpPrefix.parse("192.0.2.2/32"),
                IpPrefix.parse("192.0.2.1/32"),
                protocol,
                sourcePort,
                destinationPort,
                77,
                Samples.PEER,
                Samples.OURS,
                IpsecProtocol.ESP,
                mode,
                Samples.REQID,
                mark,
                interfaceId);
    }

    protected static @Nullable Errno errno(Answer answer) {
        return answer instanceof Answer.Refused(Errno errno, String detail) && !detail.isEmpty() ? errno : null;
    }
}
