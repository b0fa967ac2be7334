package io.ikebus.testkit.vm;

import io.ikebus.testkit.bed.BedTool;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A throw-away machine whose kernel has ESP and AH; each {@link #run} boots a new one.
 *
 * @param machine which
 * @param timeout for the command; booting comes on top
 * @param writable folders below which what the command writes reaches the host; elsewhere it vanishes
 */
public record KernelVm(Machine machine, Duration timeout, List<Path> writable) {

    /** As {@code kernel-vm --accel} has them. */
    public enum Machine {
        /** User Mode Linux: boots in 2-5 s, computes at full speed on one processor, system calls are slow. */
        UML,
        /** QEMU emulating the processor: needs nothing, lacks nothing, slow. */
        TCG,
        /** QEMU on hardware virtualisation. */
        KVM,
        /** The best of those installed. */
        AUTO
    }

    private static final Duration BOOT = Duration.ofMinutes(5);

    public KernelVm {
        writable = List.copyOf(writable);
    }

    public static KernelVm uml() {
        return new KernelVm(Machine.UML, Duration.ofMinutes(2), List.of());
    }

    public KernelVm within(Duration limit) {
        return new KernelVm(machine, limit, writable);
    }

    public KernelVm writing(Path folder) {
        return new KernelVm(
                machine,
                timeout,
                Stream.concat(writable.stream(), Stream.of(folder)).toList());
    }

    /**
     * Runs a command as root in the guest, in this JVM's working directory and environment.
     *
     * @return with status 125 if the machine failed, and not the command
     */
    public Completed run(String... command) {
        List<String> words = new ArrayList<>(List.of(
                BedTool.KERNEL_VM.path().toString(),
                "--accel",
                machine.name().toLowerCase(Locale.ROOT),
                "--timeout",
                Long.toString(timeout.toSeconds())));
        writable.forEach(folder -> words.addAll(List.of("--rw", folder.toString())));
        words.add("--");
        words.addAll(List.of(command));
        return Command.of(words).within(timeout.plus(BOOT)).run();
    }
}
