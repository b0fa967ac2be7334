package io.ikebus.vault.rotation;

import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.masterkey.RestSealing;
import java.time.InstantSource;

/** Rotations in a test's hands. */
public final class Rotations {
    private Rotations() {}

    public static void begin(HoldingsMemory memory, RestSealing sealing, InstantSource clock) {
        MasterKeyRotation rotation = new MasterKeyRotation(sealing, clock);
        memory.change(before -> rotation.begin(before, "anna"));
    }

    public static void finish(HoldingsMemory memory, RestSealing sealing, InstantSource clock) {
        MasterKeyRotation rotation = new MasterKeyRotation(sealing, clock);
        while (rotation.isDue(memory.present())) {
            memory.change(rotation::step);
        }
    }
}
