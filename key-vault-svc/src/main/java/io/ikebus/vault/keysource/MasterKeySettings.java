package io.ikebus.vault.keysource;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code ikebus.vault.master-key-*}: at least one of the three places. */
public interface MasterKeySettings {
    String LABEL = "ikebus-master";

    /** 64 hex digits in each line. */
    Optional<Path> masterKeyFile();

    Store masterKeyStore();

    Token masterKeyToken();

    /** PKCS #12. */
    interface Store {
        Optional<Path> file();

        Optional<Path> passwordFile();

        /** What the names of the keys start with. */
        @WithDefault(LABEL)
        String label();
    }

    /** PKCS #11. */
    interface Token {
        /** The token's library, e.g. {@code /usr/lib/softhsm/libsofthsm2.so}. */
        Optional<Path> library();

        /** Its number; the first slot that has a token if left out. */
        OptionalLong slot();

        Optional<Path> pinFile();

        /** What the labels of the keys start with. */
        @WithDefault(LABEL)
        String label();
    }
}
