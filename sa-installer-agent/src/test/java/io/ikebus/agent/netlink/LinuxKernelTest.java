package io.ikebus.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.agent.KernelContract;
import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaTransform;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real kernel, in a network namespace that is thrown away afterwards: {@link LinuxKernelBedTest} starts this. */
@Tag("bed")
class LinuxKernelTest extends KernelContract {
    private static final IpAddress LOOPBACK_A = IpAddress.parse("127.0.0.1");
    private static final IpAddress LOOPBACK_B = IpAddress.parse("127.0.0.2");

    @BeforeAll
    static void onlyWhereNothingCanBreak() throws IOException {
        assumeTrue(
                Boolean.getBoolean(InGuest.PROPERTY), "runs in a throw-away kernel, which LinuxKernelBedTest starts");
        // Linux lets its own loopback traffic pass by IPsec unless told otherwise.
        setLoopback("disable_xfrm", "0");
        setLoopback("disable_policy", "0");
        // And it takes what comes out of a tunnel for a martian if its addresses are this host's own.
        setLoopback("route_localnet", "1");
        setLoopback("accept_local", "1");
    }

    private static void setLoopback(String option, String value) throws IOException {
        Files.writeString(Path.of("/proc/sys/net/ipv4/conf/lo", option), value);
    }

    @Override
    protected Kernel open() {
        return NetlinkKernel.open();
    }

    @Test
    void saysWhatItIs() {
        assertThat(kernel.backend().label()).isEqualTo("kernel");
        assertThat(kernel.emptyBefore()).isBetween(Instant.now().minus(Duration.ofDays(1000)), Instant.now());
        assertThat(kernel.apply(add(Samples.ref(0x1234), Samples.inbound(Samples.GCM_128))))
                .isEqualTo(Answer.DONE);
        assertThat(kernel.sas()).singleElement().satisfies(sa -> {
            assertThat(sa.usage()).isNotNull();
            assertThat(sa.usage().packets()).isZero();
            assertThat(sa.usage().addedAt())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(2));
        });
    }

    /** What iproute2 prints of an SA is what was meant. */
    @Test
    void isUnderstoodByOthersAsItWasMeant() throws Exception {
        SaDescription description = new Draft(Direction.INBOUND, Samples.CBC_SHA1)
                .encapsulated(4500, 61234)
                .lifetime(new SaLifetime(30, 40, 1000, 2000))
                .window(128)
                .build();
        assertThat(kernel.apply(add(Samples.ref(0x1234), description))).isEqualTo(Answer.DONE);
        assertThat(kernel.apply(
                        new Operation.AddPolicy(Samples.policy(PolicyDirection.FORWARD, Samples.PEER, Samples.REQID))))
                .isEqualTo(Answer.DONE);

        assertThat(output("ip", "-s", "xfrm", "state"))
                .contains(
                        "src 192.0.2.2 dst 192.0.2.1",
                        "proto esp spi 0x00001234(4660) reqid 1073741831(0x40000007) mode tunnel",
                        "replay-window 0",
                        "auth-trunc hmac(sha1) 0x1112131415161718191a1b1c1d1e1f2021222324 (160 bits) 96",
                        "enc cbc(aes) 0x0102030405060708090a0b0c0d0e0f10 (128 bits)",
                        "encap type espinudp sport 4500 dport 61234 addr 0.0.0.0",
                        "replay_window 128, bitmap-length 4",
                        "limit: soft 1000(bytes), hard 2000(bytes)",
                        "limit: soft (INF)(packets), hard (INF)(packets)",
                        "expire add: soft 30(sec), hard 40(sec)");
        assertThat(output("ip", "xfrm", "policy"))
                .contains(
                        "src 10.2.0.0/16 dst 10.1.0.0/16",
                        "dir fwd priority 1000",
                        "tmpl src 192.0.2.2 dst 192.0.2.1",
                        "proto esp reqid 1073741831 mode tunnel");
    }

    @Test
    void refusesAnAlgorithmThatTheKernelDoesNotHaveByItsName() {
        // A key length that no AES has, below the type that would forbid it: the codec is told what to write.
        try (XfrmSocket socket = new XfrmSocket()) {
            Answer answer = socket.change(Xfrm.NEWSA, Xfrm.NLM_F_CREATE | Xfrm.NLM_F_EXCL, out -> {
                int start = out.position();
                SaMessages.writeSa(
                        out, Samples.ref(0x1234), Samples.inbound(Samples.GCM_128), Samples.keymat(Samples.GCM_128, 1));
                // The first attribute starts with 4 octets of header, then the algorithm's name.
                out.put(start + SaMessages.INFO + 4, "rfc4106(xyz(aes))".getBytes(StandardCharsets.US_ASCII));
            });
            assertThat(errno(answer)).isEqualTo(Errno.ENOSYS);
        }
    }

    @Test
    void explainsAnInvalidRequestInTheKernelsOwnWords() {
        try (XfrmSocket socket = new XfrmSocket()) {
            Answer answer = socket.change(Xfrm.NEWSA, Xfrm.NLM_F_CREATE, out -> Structs.zeros(out, 8));

            assertThat(errno(answer)).isEqualTo(Errno.EINVAL);
        }
    }

    @Test
    void carriesTrafficAndCountsIt() throws Exception {
        // Given
        protectLoopback(Samples.FOR_EVER, Samples.GCM_128);
        // When
        byte[] received = exchange("across ESP");
        // Then
        assertThat(received).asString(StandardCharsets.US_ASCII).isEqualTo("across ESP");
        assertThat(kernel.sas()).hasSize(1).allSatisfy(sa -> {
            assertThat(sa.usage()).isNotNull();
            assertThat(sa.usage().packets()).isPositive();
            assertThat(sa.usage().bytes()).isPositive();
            assertThat(sa.usage().firstUsedAt()).isNotNull();
        });
    }

    static Stream<SaTransform> everyTransform() {
        return Samples.allTransforms().stream();
    }

    @ParameterizedTest
    @MethodSource("everyTransform")
    void encryptsWithEachTransform(SaTransform transform) throws Exception {
        protectLoopback(Samples.FOR_EVER, transform);

        assertThat(exchange(transform.toString()))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(transform.toString());
        assertThat(kernel.sas()).allSatisfy(sa -> {
            assertThat(sa.usage()).isNotNull();
            assertThat(sa.usage().packets()).isPositive();
            assertThat(sa.usage().integrityFailures()).isZero();
        });
    }

    static Stream<SaTransform> everyAhTransform() {
        return Samples.ahTransforms().stream();
    }

    @ParameterizedTest
    @MethodSource("everyAhTransform")
    void authenticatesWithEachTransformOfAh(SaTransform transform) throws Exception {
        protectLoopback(Samples.FOR_EVER, transform);

        assertThat(exchange(transform.toString()))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(transform.toString());
        assertThat(kernel.sas()).singleElement().satisfies(sa -> {
            assertThat(sa.ref().protocol()).isEqualTo(IpsecProtocol.AH.ipProtocol());
            assertThat(sa.usage()).isNotNull();
            assertThat(sa.usage().packets()).isPositive();
            assertThat(sa.usage().integrityFailures()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void carriesTrafficThroughEspInsideAh(Mode mode) throws Exception {
        // Given
        SaTransform ah = SaTransform.authenticating(SaTransform.Integrity.HMAC_SHA2_256_128);
        add(IpsecProtocol.ESP, Samples.GCM_128, mode, Samples.FOR_EVER);
        add(IpsecProtocol.AH, ah, Mode.TRANSPORT, Samples.FOR_EVER);
        for (PolicyDirection direction : List.of(PolicyDirection.IN, PolicyDirection.OUT)) {
            assertThat(kernel.apply(
                            new Operation.AddPolicy(Samples.bundled(policy(direction, IpsecProtocol.ESP, mode)))))
                    .isEqualTo(Answer.DONE);
        }
        // When
        byte[] received = exchange("across both");
        // Then
        assertThat(received).asString(StandardCharsets.US_ASCII).isEqualTo("across both");
        assertThat(kernel.sas()).hasSize(2).allSatisfy(sa -> {
            assertThat(sa.usage()).isNotNull();
            assertThat(sa.usage().packets()).isPositive();
            assertThat(sa.usage().integrityFailures()).isZero();
        });
    }

    @Test
    void letsNothingPassInClearWhereAPolicyHasNoSa() throws Exception {
        // Given
        assertThat(kernel.apply(new Operation.AddPolicy(policy(PolicyDirection.OUT, IpsecProtocol.ESP, Mode.TUNNEL))))
                .isEqualTo(Answer.DONE);
        // When, then
        assertThatThrownBy(() -> exchange("in clear")).isInstanceOf(IOException.class);
    }

    @Test
    void tellsWhenTheBytesAreSpent() throws Exception {
        // Given
        SaRef ref = protectLoopback(new SaLifetime(0, 0, 1_000, 6_000), Samples.GCM_128);
        List<KernelEvent> heard = new ArrayList<>();
        // When
        try (DatagramSocket from = new DatagramSocket(new InetSocketAddress(address(LOOPBACK_A), 0));
                DatagramSocket to = new DatagramSocket(new InetSocketAddress(address(LOOPBACK_B), 0))) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                send(from, to, "x".repeat(200));
                heard.addAll(kernel.awaitEvents(Duration.ofMillis(100)));
                return heard.contains(new KernelEvent.Expired(ref, true));
            });
        }
        // Then
        assertThat(heard.getFirst()).isEqualTo(new KernelEvent.Expired(ref, false));
        assertThat(kernel.sas()).extracting(KernelSa::ref).doesNotContain(ref);
    }

    @Test
    void noticesThatEventsWereLost() throws Exception {
        // Given an event socket with the smallest buffer there is
        try (NetlinkSocket events = new NetlinkSocket(Duration.ofSeconds(1))) {
            events.requestReceiveBuffer(1);
            events.join(Xfrm.GROUP_EXPIRE);
            // When more SAs expire than it has room for
            SaDescription brief = new Draft(Direction.INBOUND, Samples.GCM_128)
                    .lifetime(new SaLifetime(0, 1, 0, 0))
                    .build();
            for (int i = 0; i < 200; i++) {
                assertThat(kernel.apply(add(Samples.ref(0x10000 + i), brief))).isEqualTo(Answer.DONE);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> kernel.sas().isEmpty());
            // Then
            List<Integer> lengths = new ArrayList<>();
            int length = events.receiveNow();
            while (length != -Errno.EAGAIN.number()) {
                lengths.add(length);
                length = events.receiveNow();
            }
            assertThat(lengths).contains(-Errno.ENOBUFS.number());
        }
    }

    /** Traffic from 127.0.0.1 to 127.0.0.2 goes through one transport mode SA, which on loopback is both ends' own. */
    private SaRef protectLoopback(SaLifetime lifetime, SaTransform transform) {
        SaRef ref = add(transform.protocol(), transform, Mode.TRANSPORT, lifetime);
        for (PolicyDirection direction : List.of(PolicyDirection.IN, PolicyDirection.OUT)) {
            assertThat(kernel.apply(new Operation.AddPolicy(policy(direction, transform.protocol(), Mode.TRANSPORT))))
                    .isEqualTo(Answer.DONE);
        }
        return ref;
    }

    private SaRef add(IpsecProtocol protocol, SaTransform transform, Mode mode, SaLifetime lifetime) {
        SaRef ref = new SaRef(LOOPBACK_B, protocol.ipProtocol(), 0x4711);
        Draft draft = new Draft(Direction.INBOUND, transform).from(LOOPBACK_A).lifetime(lifetime);
        SaDescription sa = (mode == Mode.TRANSPORT ? draft.transport() : draft).build();
        assertThat(kernel.apply(new Operation.AddSa(ref, sa, Samples.keymat(transform, 1))))
                .isEqualTo(Answer.DONE);
        return ref;
    }

    private static PolicyDescription policy(PolicyDirection direction, IpsecProtocol protocol, Mode mode) {
        return new PolicyDescription(
                direction,
                IpPrefix.host(LOOPBACK_A),
                IpPrefix.host(LOOPBACK_B),
                17,
                0,
                0,
                100,
                LOOPBACK_A,
                LOOPBACK_B,
                protocol,
                mode,
                Samples.REQID,
                null,
                null);
    }

    private static byte[] exchange(String text) throws IOException {
        try (DatagramSocket from = new DatagramSocket(new InetSocketAddress(address(LOOPBACK_A), 0));
                DatagramSocket to = new DatagramSocket(new InetSocketAddress(address(LOOPBACK_B), 0))) {
            send(from, to, text);
            to.setSoTimeout(5_000);
            DatagramPacket received = new DatagramPacket(new byte[1500], 1500);
            to.receive(received);
            return java.util.Arrays.copyOf(received.getData(), received.getLength());
        }
    }

    private static void send(DatagramSocket from, DatagramSocket to, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        from.send(new DatagramPacket(octets, octets.length, address(LOOPBACK_B), to.getLocalPort()));
    }

    private static InetAddress address(IpAddress address) {
        return address.toInetAddress();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.replaceAll("\\s+", " ");
    }
}
