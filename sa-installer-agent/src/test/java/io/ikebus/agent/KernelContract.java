package io.ikebus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.EspProbe;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.octets.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both kernels keep to, the real one and the one in memory. */
public abstract class KernelContract extends PolicyContract {
    private static final SaRef INBOUND = Samples.ref(0x1234);

    static Stream<SaTransform> transforms() {
        return Samples.allTransforms().stream();
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void holdsAnSaOfEachTransformWithItsKey(SaTransform transform) {
        // Given
        Secret keymat = Samples.keymat(transform, 1);
        // When
        Answer answer = kernel.apply(new Operation.AddSa(INBOUND, Samples.inbound(transform), keymat));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.sas()).singleElement().satisfies(sa -> {
            assertThat(sa.ref()).isEqualTo(INBOUND);
            assertThat(sa.transform()).isEqualTo(transform);
            assertThat(sa.keymat()).isEqualTo(keymat);
        });
    }

    static Stream<SaTransform> ahTransforms() {
        return Samples.ahTransforms().stream();
    }

    @ParameterizedTest
    @MethodSource("ahTransforms")
    void holdsAnSaOfAhWithItsKey(SaTransform transform) {
        // Given
        Secret keymat = Samples.keymat(transform, 1);
        SaDescription description =
                new Draft(Direction.INBOUND, transform).withEsn().build();
        // When
        Answer answer = kernel.apply(new Operation.AddSa(Samples.ahRef(0x1234), description, keymat));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.sa(Samples.ahRef(0x1234), null)).hasValueSatisfying(sa -> {
            isAs(description, sa);
            assertThat(sa.keymat()).isEqualTo(keymat);
        });
    }

    @Test
    void holdsBothSasOfABundleUnderOneSpi() {
        assertThat(kernel.apply(add(INBOUND, Samples.inbound(Samples.GCM_128)))).isEqualTo(Answer.DONE);
        assertThat(kernel.apply(add(
                        Samples.ahRef(INBOUND.spi()),
                        Samples.inbound(Samples.ahTransforms().getFirst()))))
                .isEqualTo(Answer.DONE);

        assertThat(kernel.sas()).extracting(KernelSa::ref).contains(INBOUND, Samples.ahRef(INBOUND.spi()));
    }

    static Stream<SaDescription> descriptions() {
        Draft plain = new Draft(Direction.INBOUND, Samples.GCM_128);
        Draft cbc = new Draft(Direction.INBOUND, Samples.CBC_SHA1);
        return Stream.of(
                        plain,
                        plain.transport(),
                        plain.window(0),
                        plain.window(64),
                        plain.window(4096),
                        plain.withEsn(),
                        cbc.withEsn().window(1024),
                        plain.encapsulated(4500, 61234),
                        cbc.encapsulated(4500, 4500).transport(),
                        plain.lifetime(new SaLifetime(3000, 3600, 1_000_000, 2_000_000)),
                        plain.lifetime(new SaLifetime(0, 3600, 0, 2_000_000)),
                        plain.mark(new Mark(0x2a, 0xff)),
                        plain.interfaceId(42),
                        plain.mark(new Mark(-1, -1)).interfaceId(-1))
                .map(Draft::build);
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void holdsAnSaAsItWasDescribed(SaDescription description) {
        // When
        Answer answer = kernel.apply(add(INBOUND, description));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.sa(INBOUND, description.mark())).hasValueSatisfying(sa -> isAs(description, sa));
    }

    @Test
    void holdsAnOutboundSaWithExtendedSequenceNumbersThoughItHasNoWindow() {
        SaDescription description = new Draft(Direction.OUTBOUND, Samples.GCM_128)
                .withEsn()
                .window(0)
                .build();

        assertThat(kernel.apply(add(SaRef.of(Samples.outboundId(0x1234)), description)))
                .isEqualTo(Answer.DONE);
        assertThat(kernel.sas())
                .singleElement()
                .satisfies(sa -> assertThat(sa.extendedSequenceNumbers()).isTrue());
    }

    @Test
    void holdsAnSaOverIpv6() {
        // Given
        SaRef ref = new SaRef(IpAddress.parse("2001:db8::1"), 50, 0xfffffff0L);
        SaDescription description = new Draft(Direction.INBOUND, Samples.GCM_128)
                .from(IpAddress.parse("2001:db8::2"))
                .build();
        // When
        Answer answer = kernel.apply(add(ref, description));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.sa(ref, null)).hasValueSatisfying(sa -> isAs(description, sa));
    }

    @Test
    void refusesASecondSaOfTheSameName() {
        // Given
        assertThat(kernel.apply(add(INBOUND, Samples.inbound(Samples.GCM_128)))).isEqualTo(Answer.DONE);
        // When
        Answer answer = kernel.apply(add(INBOUND, Samples.inbound(Samples.CBC_SHA1)));
        // Then
        assertThat(errno(answer)).isEqualTo(Errno.EEXIST);
        assertThat(kernel.sas())
                .singleElement()
                .satisfies(sa -> assertThat(sa.transform()).isEqualTo(Samples.GCM_128));
    }

    @Test
    void updatesLimitsAndPortsAndKeepsTheKey() {
        // Given
        Draft before = new Draft(Direction.INBOUND, Samples.GCM_128).encapsulated(4500, 4500);
        assertThat(kernel.apply(add(INBOUND, before.build()))).isEqualTo(Answer.DONE);
        // When
        SaDescription after = before.encapsulated(61234, 4500)
                .lifetime(new SaLifetime(500, 600, 0, 0))
                .build();
        Answer answer = kernel.apply(new Operation.UpdateSa(INBOUND, after, Samples.keymat(Samples.GCM_128, 99)));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.sa(INBOUND, null)).hasValueSatisfying(sa -> {
            isAs(after, sa);
            assertThat(sa.keymat()).isEqualTo(Samples.keymat(Samples.GCM_128, 1));
        });
    }

    @Test
    void refusesAnUpdateThatBringsEncapsulation() {
        // Given
        Draft before = new Draft(Direction.INBOUND, Samples.GCM_128);
        assertThat(kernel.apply(add(INBOUND, before.build()))).isEqualTo(Answer.DONE);
        // When
        Answer answer = kernel.apply(new Operation.UpdateSa(
                INBOUND, before.encapsulated(4500, 4500).build(), Samples.keymat(Samples.GCM_128, 1)));
        // Then
        assertThat(errno(answer)).isEqualTo(Errno.EINVAL);
    }

    @Test
    void saysThatItHasNoSuchSa() {
        assertThat(errno(kernel.apply(new Operation.DeleteSa(INBOUND, null)))).isEqualTo(Errno.ESRCH);
        assertThat(errno(kernel.apply(new Operation.UpdateSa(
                        INBOUND, Samples.inbound(Samples.GCM_128), Samples.keymat(Samples.GCM_128, 1)))))
                .isEqualTo(Errno.ESRCH);
        assertThat(kernel.sa(INBOUND, null)).isEmpty();
    }

    @Test
    void deletesOnlyTheSaThatIsNamed() {
        // Given
        SaRef other = Samples.ref(0x1235);
        assertThat(kernel.apply(add(INBOUND, Samples.inbound(Samples.GCM_128)))).isEqualTo(Answer.DONE);
        assertThat(kernel.apply(add(other, Samples.inbound(Samples.GCM_128)))).isEqualTo(Answer.DONE);
        // When
        Answer answer = kernel.apply(new Operation.DeleteSa(INBOUND, null));
        // Then
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(kernel.sas()).extracting(KernelSa::ref).containsExactly(other);
    }

    @Test
    void tellsWhenTimeIsUp() {
        // Given
        SaDescription description = new Draft(Direction.INBOUND, Samples.GCM_128)
                .lifetime(new SaLifetime(1, 3, 0, 0))
                .build();
        // When
        assertThat(kernel.apply(add(INBOUND, description))).isEqualTo(Answer.DONE);
        // Then
        List<KernelEvent> heard = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            heard.addAll(kernel.awaitEvents(Duration.ofMillis(500)));
            return heard.contains(new KernelEvent.Expired(INBOUND, true));
        });
        assertThat(heard)
                .containsExactly(new KernelEvent.Expired(INBOUND, false), new KernelEvent.Expired(INBOUND, true));
        assertThat(kernel.sas()).isEmpty();
    }

    @Test
    void hearsNothingWhileNothingHappens() {
        assertThat(kernel.awaitEvents(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void passesTheProbeAndIsEmptyAfterIt() {
        assertThat(EspProbe.refusal(kernel, new SecureRandom())).isEmpty();
        assertThat(kernel.sas()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000})
    void holdsManySas(int count) {
        // When
        for (int i = 0; i < count; i++) {
            assertThat(kernel.apply(add(Samples.ref(0x10000 + i), Samples.inbound(Samples.GCM_128))))
                    .isEqualTo(Answer.DONE);
        }
        // Then
        assertThat(kernel.sas()).extracting(KernelSa::ref).hasSize(count).doesNotHaveDuplicates();
    }

    protected static Operation.AddSa add(SaRef ref, SaDescription description) {
        return new Operation.AddSa(ref, description, Samples.keymat(description.transform(), 1));
    }

    private static void isAs(SaDescription description, KernelSa sa) {
        assertThat(sa.source()).isEqualTo(description.source());
        assertThat(sa.mode()).isEqualTo(description.mode());
        assertThat(sa.reqid()).isEqualTo(description.reqid());
        assertThat(sa.transform()).isEqualTo(description.transform());
        assertThat(sa.replayWindow()).isEqualTo(description.replayWindow());
        assertThat(sa.extendedSequenceNumbers()).isEqualTo(description.extendedSequenceNumbers());
        assertThat(sa.encapsulation()).isEqualTo(description.encapsulation());
        assertThat(sa.lifetime()).isEqualTo(description.lifetime());
        assertThat(sa.mark()).isEqualTo(description.mark());
        assertThat(sa.interfaceId()).isEqualTo(description.interfaceId());
    }
}
