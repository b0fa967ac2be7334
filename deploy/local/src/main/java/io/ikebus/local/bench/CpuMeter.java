package io.ikebus.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU seconds that named processes and their descendants have used between two moments. */
final class CpuMeter {
    /** Linux gives user space 100 ticks a second on every architecture that we run on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final Map<String, Long> pids;
    private final Map<String, Double> begun;

    /** @param pids a process and all it has started, by a name for people */
    CpuMeter(Map<String, Long> pids) {
        this.pids = Map.copyOf(pids);
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
        pids.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(process -> seconds.put(process.getKey(), seconds(process.getValue())));
        return seconds;
    }

    private static double seconds(long pid) {
        return ProcessHandle.of(pid).stream()
                        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
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
