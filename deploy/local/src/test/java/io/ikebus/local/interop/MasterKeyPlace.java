package io.ikebus.local.interop;

import io.ikebus.testkit.token.SoftToken;
import java.nio.file.Path;
import java.util.Map;

/** Where the vault of a machine has its master key. */
enum MasterKeyPlace {
    FILE,
    /** A token, before the file: what it wraps, only the token unwraps. */
    TOKEN;

    private static final String PROPERTY = "ikebus.bed.master-key";

    static MasterKeyPlace ofThisMachine() {
        return valueOf(System.getProperty(PROPERTY, FILE.name()));
    }

    /** The first machine has a file, the second a token. */
    static MasterKeyPlace of(int machine) {
        return machine == 0 ? FILE : TOKEN;
    }

    /** What the ids of such master keys start with. */
    String prefix() {
        return switch (this) {
            case FILE -> "mk-";
            case TOKEN -> "tk-";
        };
    }

    /** For the command line of a machine's program. */
    String argument() {
        return "-D" + PROPERTY + "=" + name();
    }

    /** What the vault's configuration says besides the file. */
    Map<String, String> properties(Path directory) {
        if (this == FILE) {
            return Map.of();
        }
        SoftToken token = SoftToken.ofThisProcess();
        token.makeKey("ikebus-master-1");
        return Map.of(
                "ikebus.vault.master-key-token.library",
                SoftToken.LIBRARY.toString(),
                "ikebus.vault.master-key-token.slot",
                Long.toString(token.slot()),
                "ikebus.vault.master-key-token.pin-file",
                SoftToken.pinFile(directory).toString());
    }
}
