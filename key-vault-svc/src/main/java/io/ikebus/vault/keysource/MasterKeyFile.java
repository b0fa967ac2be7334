package io.ikebus.vault.keysource;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.MasterKeyRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Master keys as a file: a line of 64 hex digits for each, the first one seals. */
final class MasterKeyFile {
    private static final int DIGITS = 64;
    private static final int LONGEST_LINE_END = 2;

    private MasterKeyFile() {}

    /** @throws IllegalArgumentException with what is wrong and how to set it right; never with a part of the file */
    static List<MasterKey> read(Path file) {
        byte[] text = OwnersFile.read(file, MasterKeyRing.MOST * (DIGITS + LONGEST_LINE_END) + 1, howToMake(file));
        List<MasterKey> keys = new ArrayList<>();
        try {
            int at = 0;
            while (at < text.length && keys.size() < MasterKeyRing.MOST) {
                keys.add(MasterKey.of(key(file, text, at)));
                at = afterLineEnd(file, text, at + DIGITS);
            }
            if (keys.isEmpty() || at < text.length) {
                throw new IllegalArgumentException(wanted(file));
            }
            return keys;
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static Secret key(Path file, byte[] text, int from) {
        byte[] key = new byte[DIGITS / 2];
        boolean valid = from + DIGITS <= text.length;
        for (int i = 0; valid && i < DIGITS; i++) {
            valid = HexFormat.isHexDigit(text[from + i]);
            if (valid) {
                key[i / 2] = (byte) (key[i / 2] << 4 | HexFormat.fromHexDigit(text[from + i]));
            }
        }
        if (!valid) {
            Arrays.fill(key, (byte) 0);
            throw new IllegalArgumentException(wanted(file));
        }
        return Secret.wrap(key);
    }

    private static int afterLineEnd(Path file, byte[] text, int at) {
        if (at == text.length) {
            return at;
        }
        int next = text[at] == '\r' ? at + 1 : at;
        if (next == text.length || text[next] != '\n') {
            throw new IllegalArgumentException(wanted(file));
        }
        return next + 1;
    }

    private static String wanted(Path file) {
        return file + " must hold 64 hex digits in each line, in 1 to " + MasterKeyRing.MOST
                + " lines, and nothing else. " + howToMake(file);
    }

    private static String howToMake(Path file) {
        return "A new vault's master key is made with: (umask 077 && openssl rand -hex 32 > " + file
                + "). What an older key sealed, only that key opens.";
    }
}
