package io.ikebus.local.interop;

import io.ikebus.testkit.token.SoftToken;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the vault of a machine has its master key, and the keys of its credentials. */
enum KeyPlace {
    /** The master key in a file, and under it all others in the database. */
    DATABASE,
    /** A token, for the master key and for all others: pre-shared and private keys go in once and work there. */
    TOKEN;

    private static final String PROPERTY = "ikebus.bed.master-key";

    static KeyPlace ofThisMachine() {
        return valueOf(System.getProperty(PROPERTY, DATABASE.name()));
    }

    /** The first machine has no token, the second has. */
    static KeyPlace of(int machine) {
        return machine == 0 ? DATABASE : TOKEN;
    }

    /** What the ids of such master keys start with. */
    String prefix() {
        return switch (this) {
            case DATABASE -> "mk-";
            case TOKEN -> "tk-";
        };
    }

    /** For the command line of a machine's program. */
    String argument() {
        return "-D" + PROPERTY + "=" + name();
    }

    /** What a credential says of where its key is. */
    String keptIn() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the vault's configuration says besides the file. */
    Map<String, String> properties(Path directory) {
        if (this == DATABASE) {
            return Map.of();
        }
        SoftToken token = SoftToken.ofThisProcess();
        token.makeKey("ikebus-master-1");
        String pinFile = SoftToken.pinFile(directory).toString();
        Map<String, String> properties = new HashMap<>();
        for (String use : List.of("master-key-token", "key-token")) {
            properties.put("ikebus.vault." + use + ".library", SoftToken.LIBRARY.toString());
            properties.put("ikebus.vault." + use + ".slot", Long.toString(token.slot()));
            properties.put("ikebus.vault." + use + ".pin-file", pinFile);
        }
        return properties;
    }
}
