package io.ikebus.local;

import io.ikebus.local.backup.BackupKey;
import io.ikebus.local.backup.Export;
import io.ikebus.local.backup.Restore;
import io.ikebus.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "vault",
        mixinStandardHelpOptions = true,
        description = "Take what a vault holds along, and bring it back.",
        subcommands = {VaultCommand.MakeKey.class, VaultCommand.ExportTo.class, VaultCommand.ImportFrom.class})
final class VaultCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(commandLine(), "a command is missing: backup-key, export or import");
    }

    private CommandLine commandLine() {
        return java.util.Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }

    @Command(
            name = "backup-key",
            mixinStandardHelpOptions = true,
            description = "Make the key pair of whoever keeps backups. The private key stays away from the vault.")
    static final class MakeKey implements Callable<Integer> {
        @Option(names = "--key", paramLabel = "FILE", required = true, description = "Where the private key goes.")
        private Path key = Path.of("");

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                required = true,
                description = "Where the public key goes.")
        private Path publicKey = Path.of("");

        @Override
        public Integer call() {
            BackupKey.make(key, publicKey);
            new Screen(System.out)
                    .line("private key " + key + " (keep it where the vault is not), public key " + publicKey);
            return 0;
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Write everything that a vault holds into an archive that only the private key opens.")
    static final class ExportTo implements Callable<Integer> {
        @Mixin
        private final VaultPlace vault = new VaultPlace();

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                required = true,
                description = "Of whoever keeps the backup.")
        private Path publicKey = Path.of("");

        @Option(names = "--to", paramLabel = "FILE", required = true, description = "The archive; not replaced.")
        private Path archive = Path.of("");

        @Override
        public Integer call() throws IOException {
            try (VaultPlace.Reached reached = vault.reach()) {
                int pages = new Export(reached.api(), reached.url()).to(archive, BackupKey.publicKey(publicKey));
                new Screen(System.out).line("the vault's holdings are in " + archive + " (" + pages + " pages)");
            }
            return 0;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Restore an archive to a vault. Run it again if it was cut short: what is there stays.")
    static final class ImportFrom implements Callable<Integer> {
        @Mixin
        private final VaultPlace vault = new VaultPlace();

        @Option(names = "--key", paramLabel = "FILE", required = true, description = "The private key.")
        private Path key = Path.of("");

        @Option(names = "--from", paramLabel = "FILE", required = true, description = "The archive.")
        private Path archive = Path.of("");

        @Override
        public Integer call() throws IOException {
            try (VaultPlace.Reached reached = vault.reach()) {
                Restore.Restored restored =
                        new Restore(reached.api(), reached.url()).from(archive, BackupKey.pair(key));
                new Screen(System.out)
                        .line("restored: " + restored.credentials() + " credentials and " + restored.others()
                                + " others; " + restored.present() + " credentials were there already");
            }
            return 0;
        }
    }
}
