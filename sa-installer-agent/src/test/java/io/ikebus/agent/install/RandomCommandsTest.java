package io.ikebus.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.agent.Samples.Draft;
import io.ikebus.agent.kernel.FaultyKernel;
import io.ikebus.agent.kernel.FaultyKernel.Fault;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.Operation;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.agent.plan.HeldSa;
import io.ikebus.agent.recording.RecordingKernel;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the commands and wherever the kernel fails: what is held is what the kernel has, and no key comes twice. */
class RandomCommandsTest {
    private static final int STEPS = 400;
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int[] SPIS = {0x100, 0x101, 0x102, 0x103, 0x104};

    private final FaultyKernel kernel = new FaultyKernel(new RecordingKernel(InstantSource.system()));
    /** Sealing is not what this tests: the octets are the key itself. */
    private final KeyOpener keys = (id, octets) -> Optional.of(Secret.wrap(octets.toByteArray()));

    private final Set<Secret> everInstalled = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void neverDisagreeWithTheKernel(long seed) {
        Random random = new Random(seed);
        Installer installer = new Installer(kernel, keys, InstantSource.system());
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(10) == 0) {
                kernel.fail(random.nextInt(4), FAULTS.get(random.nextInt(FAULTS.size())));
            }
            assertThat(installer.execute(command(random), Instant.now()).detail())
                    .isNotNull();
            kernel.fail(-1, Fault.REFUSED);
            if (installer.isDoubtful()) {
                assertThat(installer.resync()).isNotNull();
            }
            agrees(installer);
            noKeyComesTwice();
        }
    }

    private void agrees(Installer installer) {
        Inventory inventory = installer.inventory();
        assertThat(kernel.sas().stream().map(KernelSa::ref).collect(Collectors.toSet()))
                .isEqualTo(inventory.sas().stream()
                        .filter(HeldSa::present)
                        .map(HeldSa::ref)
                        .collect(Collectors.toSet()));
        assertThat(kernel.policies()).containsExactlyInAnyOrderElementsOf(inventory.policies());
    }

    private void noKeyComesTwice() {
        Set<SaRef> added = new HashSet<>();
        for (Operation operation : kernel.asked()) {
            if (operation instanceof Operation.AddSa(var ref, var sa, var keymat) && added.add(ref)) {
                // The plan's copy has been wiped; the kernel's own tells which key it was.
                kernel.sa(ref, null)
                        .map(KernelSa::keymat)
                        .ifPresent(installed ->
                                assertThat(everInstalled.add(installed)).isTrue());
            }
        }
    }

    private static SaCommand command(Random random) {
        SaId id = Samples.outboundId(SPIS[random.nextInt(SPIS.length)]);
        return switch (random.nextInt(5)) {
            case 0, 1 -> Commands.remove(id);
            case 2 -> {
                SaCommand.Install install = install(id, random);
                yield new SaCommand.Update(
                        1,
                        install.session(),
                        install.connection(),
                        id,
                        install.sa(),
                        install.policies(),
                        install.sealedKeys(),
                        install.at());
            }
            default -> install(id, random);
        };
    }

    private static SaCommand.Install install(SaId id, Random random) {
        List<PolicyDescription> policies = new ArrayList<>();
        for (PolicyDirection direction : PolicyDirection.values()) {
            for (int network = 0; network < 2; network++) {
                if (random.nextBoolean()) {
                    policies.add(Samples.policy(
                            direction,
                            IpAddress.parse("192.0.2." + random.nextInt(2, 4)),
                            Samples.REQID + random.nextInt(2),
                            IpPrefix.parse("10." + (2 + network) + ".0.0/16")));
                }
            }
        }
        byte[] key = new byte[Samples.GCM_128.keymatOctets()];
        key[0] = (byte) id.spi();
        key[1] = (byte) random.nextInt(3);
        return new SaCommand.Install(
                1,
                Samples.SESSION,
                "to-west",
                id,
                new Draft(Direction.OUTBOUND, Samples.GCM_128).build(),
                policies,
                Octets.wrap(key),
                Instant.EPOCH);
    }
}
