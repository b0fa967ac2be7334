package io.ikebus.vault.keytoken;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code ikebus.vault.key-token.*}: may be the token that the master key is in. */
public interface KeyTokenSettings {
    Token keyToken();

    /** PKCS #11. */
    interface Token {
        /** The token's library, e.g. {@code /usr/lib/softhsm/libsofthsm2.so}; without it keys are in the database only. */
        Optional<Path> library();

        /** Its number; the first slot that has a token if left out. */
        OptionalLong slot();

        Optional<Path> pinFile();
    }
}
