package io.ikebus.agent.netlink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@code golden.txt}, which {@code golden.c} makes from the kernel's own header. */
final class Golden {
    private static final Map<String, String> MESSAGES = read();
    private static final int SEQUENCE = 7;

    private Golden() {}

    static String hex(String name) {
        return Objects.requireNonNull(MESSAGES.get(name), name);
    }

    static NetlinkMessage message(String name) {
        return NetlinkMessage.readAll(buffer(hex(name))).getFirst();
    }

    static ByteBuffer buffer(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
    }

    static String written(int type, int flags, Consumer<ByteBuffer> body) {
        ByteBuffer out = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        NetlinkMessage.write(out, type, flags, SEQUENCE, body);
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }

    private static Map<String, String> read() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("golden.txt")), StandardCharsets.US_ASCII))) {
            return lines.lines().map(line -> line.split(" ")).collect(Collectors.toMap(p -> p[0], p -> p[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
