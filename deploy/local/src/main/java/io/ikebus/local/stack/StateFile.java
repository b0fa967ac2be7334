package io.ikebus.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes the state of the stack in a directory. */
public final class StateFile {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private StateFile() {}

    static void write(Path root, StackState state) {
        OwnerOnly.write(Layout.stateFile(root), new String(BusJson.write(state), UTF_8));
    }

    static void remove(Path root) {
        try {
            Files.deleteIfExists(Layout.stateFile(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + Layout.stateFile(root), e);
        }
    }

    /** What was written last, if it was written since the machine started. */
    public static Optional<StackState> read(Path root) {
        Path file = Layout.stateFile(root.toAbsolutePath().normalize());
        try {
            return switch (BusJson.read(Files.readAllBytes(file), StackState.class)) {
                case BusValue.Read<StackState>(var state) -> Optional.of(state).filter(StateFile::isOfThisBoot);
                case BusValue.Garbage<StackState>(var reason) ->
                    throw new StackFailure(file + " cannot be read (" + reason + "): remove it");
            };
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The stack that runs in this directory. */
    public static Optional<StackState> ofRunning(Path root) {
        return read(root).filter(state -> state.launcher().isRunning());
    }

    static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + BOOT_ID, e);
        }
    }

    private static boolean isOfThisBoot(StackState state) {
        return state.bootId().equals(bootId());
    }
}
