package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.KernelUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** When this kernel started, by the line {@code btime} of {@code /proc/stat}. */
final class BootTime {
    private static final Path STAT = Path.of("/proc/stat");
    private static final String LINE = "btime ";

    private BootTime() {}

    static Instant read() {
        try (Stream<String> lines = Files.lines(STAT)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> Instant.ofEpochSecond(
                            Long.parseLong(line.substring(LINE.length()).strip())))
                    .findFirst()
                    .orElseThrow(() -> new KernelUnavailable(STAT + " lacks btime", Errno.EINVAL.number()));
        } catch (IOException e) {
            throw new KernelUnavailable("reading " + STAT + " (" + e.getMessage() + ")", Errno.EIO.number());
        }
    }
}
