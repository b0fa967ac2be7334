package io.ikebus.local.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The last lines of a log file, however long it is. */
public final class LogTail {

    private static final int OCTETS = 1 << 16;

    private LogTail() {}

    /** At most {@code count} lines; none if the file cannot be read. */
    public static List<String> of(Path log, int count) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(OCTETS, file.size()));
            file.position(file.size() - end.capacity());
            while (end.hasRemaining() && file.read(end) >= 0) {
                // Until the buffer is full, or the file has been cut meanwhile.
            }
            List<String> lines =
                    new String(end.array(), 0, end.position(), UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
