package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Octets;
import java.nio.charset.StandardCharsets;

/**
 * The associated data of a sealed row: everything of the row that stands in clear, so that no change of it goes
 * unseen and no sealed value can be put into another row.
 *
 * <pre>
 * | length (4) | table's name | length (4) | first column | ...
 * </pre>
 */
public final class RowBinding {
    private RowBinding() {}

    public static Octets of(String table, Object... columns) {
        Octets[] parts = new Octets[2 + 2 * columns.length];
        put(parts, 0, table);
        for (int i = 0; i < columns.length; i++) {
            put(parts, 2 + 2 * i, columns[i].toString());
        }
        return Octets.concat(parts);
    }

    private static void put(Octets[] parts, int at, String text) {
        Octets octets = Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
        parts[at] = Octets.ofNumber(octets.length(), 4);
        parts[at + 1] = octets;
    }
}
