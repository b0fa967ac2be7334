package io.ikebus.vault.keysource;

import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.MasterKeyRing;
import io.ikebus.vault.masterkey.MasterKeySource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All places that master keys are in: those of a token stand first, then those of a store, then those of a file. */
public final class MasterKeySources {
    private static final String NONE =
            "nothing says where the vault's master key is. Set ikebus.vault.master-key-file to"
                    + " a file of 64 hex digits that only the service's user can read, made with: (umask 077 && openssl rand -hex"
                    + " 32 > master.key); or ikebus.vault.master-key-store.file, or ikebus.vault.master-key-token.library";

    private MasterKeySources() {}

    /** @throws IllegalArgumentException with the property that is wrong, and how to set it right */
    public static MasterKeySource of(MasterKeySettings settings) {
        List<Supplier<List<MasterKey>>> places = new ArrayList<>();
        settings.masterKeyToken().library().ifPresent(library -> {
            Path pin = settings.masterKeyToken().pinFile().orElseThrow(() -> missing("master-key-token.pin-file"));
            MasterKeyToken token = named(
                    "ikebus.vault.master-key-token.library",
                    () -> new MasterKeyToken(
                            library,
                            settings.masterKeyToken().slot(),
                            pin,
                            settings.masterKeyToken().label()));
            places.add(() -> named("ikebus.vault.master-key-token", token::read));
        });
        settings.masterKeyStore().file().ifPresent(file -> {
            Path password = settings.masterKeyStore()
                    .passwordFile()
                    .orElseThrow(() -> missing("master-key-store.password-file"));
            places.add(() -> named(
                    "ikebus.vault.master-key-store",
                    () -> MasterKeyStore.read(
                            file, password, settings.masterKeyStore().label())));
        });
        settings.masterKeyFile()
                .ifPresent(file ->
                        places.add(() -> named("ikebus.vault.master-key-file", () -> MasterKeyFile.read(file))));
        if (places.isEmpty()) {
            throw new IllegalArgumentException(NONE);
        }
        return () -> new MasterKeyRing(
                places.stream().flatMap(place -> place.get().stream()).toList());
    }

    private static IllegalArgumentException missing(String property) {
        return new IllegalArgumentException("ikebus.vault." + property
                + " must name a file with the password in one line," + " that only the service's user can read");
    }

    private static <T> T named(String property, Supplier<T> place) {
        try {
            return place.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
    }
}
