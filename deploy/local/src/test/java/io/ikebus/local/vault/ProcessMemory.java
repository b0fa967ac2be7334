package io.ikebus.local.vault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory of a process that runs, as Linux shows it to its parent and to root. */
final class ProcessMemory {
    private static final int CHUNK = 1 << 20;

    private final long pid;

    ProcessMemory(long pid) {
        this.pid = pid;
    }

    boolean isReadable() {
        return Files.isReadable(Path.of("/proc", Long.toString(pid), "mem"));
    }

    /** How often {@code wanted} stands in anything that the process can write to. */
    int occurrences(byte[] wanted) throws IOException {
        List<String> maps = Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps"));
        int found = 0;
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            for (String map : maps) {
                if (map.contains(" rw") && !map.endsWith("[vvar]")) {
                    String range = map.substring(0, map.indexOf(' '));
                    long from = Long.parseUnsignedLong(range.substring(0, range.indexOf('-')), 16);
                    long to = Long.parseUnsignedLong(range.substring(range.indexOf('-') + 1), 16);
                    found += occurrences(memory, from, to, wanted);
                }
            }
        }
        return found;
    }

    private static int occurrences(RandomAccessFile memory, long from, long to, byte[] wanted) {
        byte[] chunk = new byte[CHUNK + wanted.length - 1];
        int found = 0;
        for (long at = from; at < to; at += CHUNK) {
            try {
                memory.seek(at);
                int length = memory.read(chunk, 0, (int) Math.min(chunk.length, to - at));
                found += occurrences(chunk, length, wanted);
            } catch (IOException _) {
                // A page that is reserved and not there.
            }
        }
        return found;
    }

    static int occurrences(byte[] content, int length, byte[] wanted) {
        int found = 0;
        for (int i = 0; i + wanted.length <= length; i++) {
            int k = 0;
            while (k < wanted.length && content[i + k] == wanted[k]) {
                k++;
            }
            found += k == wanted.length ? 1 : 0;
        }
        return found;
    }
}
