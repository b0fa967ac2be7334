package io.ikebus.agent.vault;

import io.ikebus.agent.install.KeyOpener;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.SaKeySealing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The agent's X25519 key pair, to which negotiators seal KEYMAT. The private key is a file of 64 hex digits, mode 0600. */
public final class AgentKey implements KeyOpener {
    private static final String FILE = "hpke.key";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Hpke.KeyPair pair;
    private final boolean isNew;

    private AgentKey(Hpke.KeyPair pair, boolean isNew) {
        this.pair = pair;
        this.isNew = isNew;
    }

    /**
     * The key in the directory; made now if there is none.
     *
     * @throws IllegalStateException if the file is not a key, or others may read it
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static AgentKey in(StateDirectory directory) {
        Path file = directory.path().resolve(FILE);
        try {
            return Files.exists(file) ? new AgentKey(read(file), false) : new AgentKey(create(file), true);
        } catch (IOException e) {
            throw new UncheckedIOException("the agent's key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether it was made just now: then this agent has never run before. */
    public boolean isNew() {
        return isNew;
    }

    /** 32 octets. */
    public Octets publicKey() {
        return pair.publicKey();
    }

    @Override
    public Optional<Secret> open(SaId id, Octets sealed) {
        return SaKeySealing.open(pair, id, sealed);
    }

    private static Hpke.KeyPair read(Path file) throws IOException {
        EnumSet<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            throw new IllegalStateException(file + " is open to more than its owner; give it mode 0600 (chmod 600)");
        }
        try {
            return Hpke.ofPrivateKey(Secret.wrap(HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip())));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + " is not an X25519 private key of 64 hex digits; restore it, or remove it for a new one");
        }
    }

    /** The file appears whole, on disk, or not at all. */
    private static Hpke.KeyPair create(Path file) throws IOException {
        Hpke.KeyPair pair = Hpke.generate();
        Path draft = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel out = FileChannel.open(
                draft,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            byte[] text = pair.privateKey()
                    .with(key -> (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return pair;
    }
}
