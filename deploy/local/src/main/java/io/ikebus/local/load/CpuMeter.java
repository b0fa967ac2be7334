package io.ikebus.local.load;

import io.ikebus.local.load.LoadOrder.Metered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CPU seconds that named processes have used between two moments. */
final class CpuMeter {
    /** Linux gives user space 100 ticks a second on every architecture that we run on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final List<Metered> processes;
    private final Map<String, Double> begun;

    CpuMeter(List<Metered> processes) {
        this.processes = processes;
        this.begun = now();
    }

    /** Seconds by name since this meter was made. */
    Map<String, Double> used() {
        Map<String, Double> used = new LinkedHashMap<>();
        now().forEach((name, seconds) -> used.put(name, seconds - begun.getOrDefault(name, 0.0)));
        return used;
    }

    private Map<String, Double> now() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach(process -> seconds.put(process.name(), seconds(process)));
        return seconds;
    }

    private static double seconds(Metered process) {
        return ProcessHandle.of(process.pid()).stream()
                        .flatMap(handle -> process.family()
                                ? Stream.concat(Stream.of(handle), handle.descendants())
                                : Stream.of(handle))
                        .mapToLong(handle -> ticks(handle.pid()))
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        } catch (IOException e) {
            // It has ended meanwhile: its ticks are lost, as a short-lived helper's may be.
            return 0;
        }
    }
}
