package io.ikebus.local;

import io.ikebus.local.api.Api;
import io.ikebus.local.backup.BackupFailure;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.stack.StateFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which vault is meant: that of a stack on this machine, or one somewhere. */
final class VaultPlace {

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Of a vault that is not this stack's, e.g. https://vault.example:8443; with --token-file and"
                    + " --trust-file.")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with a bearer token that has the role vault-admin.")
    private @Nullable Path tokenFile;

    @Option(names = "--trust-file", paramLabel = "FILE", description = "PEM: the authority of the vault's certificate.")
    private @Nullable Path trustFile;

    /** A vault that can be asked. */
    record Reached(Api api, String url) implements AutoCloseable {
        @Override
        public void close() {
            api.close();
        }
    }

    Reached reach() {
        if (url != null) {
            if (tokenFile == null || trustFile == null) {
                throw new BackupFailure("--url needs --token-file and --trust-file");
            }
            return new Reached(Api.ofPerson(trustFile, tokenFile), url);
        }
        StackState stack = StateFile.ofRunning(place.directory())
                .orElseThrow(() -> new BackupFailure(
                        "nothing is running in " + place.directory() + "; --url names a vault elsewhere"));
        return new Reached(
                new Api(stack.keystoreFile(), stack.trustFile(), stack.tokenFile()),
                stack.service(ServiceKind.VAULT, "").url());
    }
}
