package io.ikebus.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.agent.netlink.InGuest;
import io.ikebus.agent.netlink.NetlinkKernel;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SaOutcome.Kind;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The installer on a real kernel, which is thrown away afterwards. */
@Tag("bed")
public class InstallerOnLinuxTest {
    private static final Hpke.KeyPair AGENT = Hpke.generate();

    private final Commands commands = new Commands(AGENT);
    private final FaultyKernel kernel = new FaultyKernel(NetlinkKernel.open());
    private final Installer installer = new Installer(kernel, commands.opener(), InstantSource.system());

    @BeforeAll
    static void onlyWhereNothingCanBreak() {
        assumeTrue(
                Boolean.getBoolean(InGuest.PROPERTY), "runs in a throw-away kernel, which LinuxKernelBedTest starts");
    }

    @AfterEach
    void leaveEmpty() {
        kernel.sas().forEach(sa -> kernel.apply(new Operation.DeleteSa(sa.ref(), sa.mark())));
        kernel.policies().forEach(policy -> kernel.apply(new Operation.DeletePolicy(PolicySlot.of(policy))));
        kernel.close();
    }

    @Test
    void aSuccessorTakesOverWithoutTouchingAnythingAndLeavesOthersAlone() {
        // Given ours, and somebody else's
        SaCommand.Install inbound = commands.inbound(0x1000, 1);
        SaCommand.Install outbound = commands.install(
                Samples.outboundId(0x2000),
                new Draft(Direction.OUTBOUND, Samples.CBC_SHA1)
                        .lifetime(new SaLifetime(300, 600, 1 << 20, 1 << 21))
                        .build(),
                2,
                Samples.policies(Direction.OUTBOUND));
        assertThat(execute(inbound).kind()).isEqualTo(Kind.INSTALLED);
        assertThat(execute(outbound).kind()).isEqualTo(Kind.INSTALLED);
        PolicyDescription foreign =
                Samples.policy(PolicyDirection.OUT, Samples.PEER, 5, IpPrefix.parse("10.77.0.0/16"));
        assertThat(kernel.apply(new Operation.AddSa(
                        Samples.ref(0x7777),
                        new Draft(Direction.INBOUND, Samples.GCM_128).reqid(5).build(),
                        Samples.keymat(Samples.GCM_128, 50))))
                .isEqualTo(Answer.DONE);
        assertThat(kernel.apply(new Operation.AddPolicy(foreign))).isEqualTo(Answer.DONE);
        kernel.asked();
        // When
        Installer successor = new Installer(kernel, commands.opener(), InstantSource.system());
        StartReport report = successor.reconcile(history(inbound, outbound));
        // Then
        assertThat(report).isEqualTo(new StartReport(2, 0, 1, 1, List.of()));
        assertThat(kernel.asked()).isEmpty();
        // When nobody desires ours any more
        StartReport cleared = new Installer(kernel, commands.opener(), InstantSource.system())
                .reconcile(new History(List.of(), Set.of()));
        // Then
        assertThat(cleared).isEqualTo(new StartReport(0, 5, 1, 1, List.of()));
        assertThat(kernel.sas()).extracting(KernelSa::ref).containsExactly(Samples.ref(0x7777));
        assertThat(kernel.policies()).containsExactly(foreign);
    }

    @Test
    void anEmptyKernelMeansLost() {
        SaCommand.Install inbound = commands.inbound(0x1000, 1);

        StartReport report = installer.reconcile(history(inbound));

        assertThat(report.outcomes()).extracting(SaOutcome::kind).containsExactly(Kind.LOST);
        assertThat(kernel.sas()).isEmpty();
        assertThat(kernel.policies()).hasSize(2);
        assertThat(execute(Commands.remove(inbound.id())).kind()).isEqualTo(Kind.REMOVED);
        assertThat(kernel.policies()).isEmpty();
    }

    @Test
    void refusesTheSecondAgentOnTheSameKernelByTheKernelsName() {
        assertThat(execute(commands.inbound(0x1000, 1)).kind()).isEqualTo(Kind.INSTALLED);

        SaOutcome outcome = new Installer(kernel, commands.opener(), InstantSource.system())
                .execute(commands.inbound(0x1000, 2), Instant.now());

        assertThat(outcome.reason()).isEqualTo("EEXIST");
        assertThat(kernel.sas()).hasSize(1);
        assertThat(kernel.policies()).hasSize(2);
    }

    @Test
    void aThousandPairsComeAndGo() {
        // Given
        List<SaCommand.Install> pairs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            IpPrefix theirs = IpPrefix.parse("10." + (100 + i / 250) + "." + i % 250 + ".0/24");
            pairs.add(commands.install(
                    Samples.inboundId(0x10000 + i),
                    Samples.inbound(Samples.GCM_128),
                    key(2 * i),
                    List.of(
                            Samples.policy(PolicyDirection.IN, Samples.PEER, Samples.REQID + i, theirs),
                            Samples.policy(PolicyDirection.FORWARD, Samples.PEER, Samples.REQID + i, theirs))));
            pairs.add(commands.install(
                    Samples.outboundId(0x20000 + i),
                    Samples.outbound(Samples.GCM_128),
                    key(2 * i + 1),
                    List.of(Samples.policy(PolicyDirection.OUT, Samples.PEER, Samples.REQID + i, theirs))));
        }
        // When
        long began = System.nanoTime();
        assertThat(pairs).allSatisfy(pair -> assertThat(execute(pair).kind()).isEqualTo(Kind.INSTALLED));
        long installed = System.nanoTime();
        StartReport report = new Installer(kernel, commands.opener(), InstantSource.system())
                .reconcile(history(pairs.toArray(SaCommand.Install[]::new)));
        long reconciled = System.nanoTime();
        // Then
        assertThat(report).isEqualTo(new StartReport(2_000, 0, 0, 0, List.of()));
        assertThat(pairs)
                .allSatisfy(pair ->
                        assertThat(execute(Commands.remove(pair.id())).kind()).isEqualTo(Kind.REMOVED));
        assertThat(kernel.sas()).isEmpty();
        assertThat(kernel.policies()).isEmpty();
        System.out.printf(
                "1000 pairs: installed in %d ms, reconciled in %d ms, removed in %d ms%n",
                (installed - began) / 1_000_000,
                (reconciled - installed) / 1_000_000,
                (System.nanoTime() - reconciled) / 1_000_000);
    }

    private SaOutcome execute(SaCommand command) {
        return installer.execute(command, Instant.now());
    }

    private static Secret key(int number) {
        byte[] key = new byte[Samples.GCM_128.keymatOctets()];
        key[0] = (byte) number;
        key[1] = (byte) (number >>> 8);
        key[2] = 1;
        return Secret.wrap(key);
    }

    private static History history(SaCommand.Install... installs) {
        List<SaCommand.Install> all = List.of(installs);
        return new History(
                all.stream().map(install -> new History.Entry(install, true)).toList(),
                all.stream().map(install -> SaRef.of(install.id())).collect(Collectors.toSet()));
    }
}
