package io.ikebus.local.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A security association with keys, as {@code ip -s xfrm state} shows it.
 *
 * @param kind protocol, mode, and whether sequence numbers are extended, as {@link Terms.Kind#shown}
 * @param keys hex, a GCM key with its salt
 */
record KernelSa(String source, String destination, String spi, String kind, List<String> keys, long packets) {

    private static final Pattern ENDS = Pattern.compile("^src (\\S+) dst (\\S+)");
    private static final Pattern SPI = Pattern.compile("\\bspi (0x[0-9a-f]{8})");
    private static final Pattern KIND = Pattern.compile("\\bproto (\\S+) spi .* mode (\\S+)");
    private static final Pattern EXTENDED = Pattern.compile("\\bflag [^\n]*\\besn\\b");
    private static final Pattern KEY = Pattern.compile("(?m)^\\s+(?:aead|enc|auth|auth-trunc) \\S+ 0x([0-9a-f]+)");
    private static final Pattern PACKETS = Pattern.compile("(\\d+)\\(packets\\)");

    KernelSa {
        keys = List.copyOf(keys);
    }

    /** Those that are only reserved, without keys, are left out. */
    static List<KernelSa> parse(String listing) {
        List<KernelSa> all = new ArrayList<>();
        for (String block : listing.split("(?m)^(?=src )", -1)) {
            Matcher ends = ENDS.matcher(block);
            Matcher spi = SPI.matcher(block);
            List<String> keys =
                    KEY.matcher(block).results().map(result -> result.group(1)).toList();
            Matcher kind = KIND.matcher(block);
            if (ends.find() && spi.find() && kind.find() && !keys.isEmpty()) {
                String shown = kind.group(1) + " " + kind.group(2)
                        + (EXTENDED.matcher(block).find() ? " esn" : "");
                all.add(new KernelSa(ends.group(1), ends.group(2), spi.group(1), shown, keys, packets(block)));
            }
        }
        return all;
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return source + " > " + destination + " " + kind + " " + spi + ", " + packets + " packets";
    }

    private static long packets(String block) {
        // What has passed stands behind the limits, which are told in packets too.
        Matcher current = PACKETS.matcher(block.substring(Math.max(0, block.indexOf("lifetime current"))));
        return current.find() ? Long.parseLong(current.group(1)) : 0;
    }
}
