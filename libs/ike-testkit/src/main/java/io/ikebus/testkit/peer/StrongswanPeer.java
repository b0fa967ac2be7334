package io.ikebus.testkit.peer;

import io.ikebus.testkit.bed.BedTool;
import io.ikebus.testkit.exit.AtExit;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.net.Namespaces;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A strongSwan daemon in a network namespace, with a folder of its own; it ends with {@link #close} or the JVM. */
public final class StrongswanPeer implements AutoCloseable {
    /** A message goes out six times within this time; then charon gives up. Its default, which we leave alone. */
    private static final String RETRANSMISSION_SECONDS = "165";

    private static final Duration ANSWER = Duration.ofSeconds(180);

    private final Path directory;
    private final AtExit atExit = AtExit.run(this::end);

    private StrongswanPeer(Path directory) {
        this.directory = directory;
    }

    /** Starts a peer that leaves ESP to the kernel; see {@link #start(String, String, PeerOptions)}. */
    public static StrongswanPeer start(Namespaces namespaces, String label, String swanctlConf) {
        return start(namespaces.name(label), swanctlConf, PeerOptions.with(PeerOptions.Esp.KERNEL));
    }

    public static StrongswanPeer start(Namespaces namespaces, String label, String swanctlConf, PeerOptions options) {
        return start(namespaces.name(label), swanctlConf, options);
    }

    /**
     * Returns when the peer has loaded its configuration and takes messages.
     *
     * @param netns a network namespace by the name {@code ip netns} has, or {@code -} for this process's own
     * @param swanctlConf connections and secrets, as in swanctl.conf(5)
     */
    public static StrongswanPeer start(String netns, String swanctlConf, PeerOptions options) {
        // Asked for first, so that at the JVM's end the tool goes after the peer that it stops.
        List<String> words = new ArrayList<>(List.of(BedTool.STRONGSWAN.path().toString(), "start"));
        StrongswanPeer peer = new StrongswanPeer(Directories.temporary("strongswan"));
        try {
            if (!options.settings().isEmpty()) {
                words.addAll(List.of(
                        "--conf", peer.write("extra.conf", options.settings()).toString()));
            }
            switch (options.esp()) {
                case KERNEL -> {}
                case USER_SPACE -> words.add("--libipsec");
            }
            words.addAll(List.of(netns, peer.directory.toString()));
            Command.of(words).reading(swanctlConf).within(ANSWER).run().orThrow();
            return peer;
        } catch (RuntimeException e) {
            e.addSuppressed(new IllegalStateException("the peer's log: " + peer.log()));
            peer.close();
            throw e;
        }
    }

    /** Initiates a child, and with it the IKE SA it needs; returns when it is up or has failed. */
    public Completed initiate(String child) {
        return swanctl("--initiate", "--child", child, "--timeout", RETRANSMISSION_SECONDS);
    }

    /** Deletes an IKE SA with all its children, and tells the other side. */
    public Completed terminate(String connection) {
        return swanctl("--terminate", "--ike", connection, "--timeout", "30");
    }

    /** As {@code swanctl --list-sas} prints them; empty if there are none. */
    public String listSas() {
        return swanctl("--list-sas").orThrow().output();
    }

    /** Any other question, such as {@code "--stats"}. */
    public Completed swanctl(String... words) {
        List<String> all = new ArrayList<>(List.of(BedTool.STRONGSWAN.path().toString(), "ctl", directory.toString()));
        all.addAll(List.of(words));
        return Command.of(all).within(ANSWER).run();
    }

    /** All it has logged so far. */
    public String log() {
        try {
            Path log = directory.resolve("charon.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the peer's log", e);
        }
    }

    /** The daemon's process; to freeze or kill it. */
    public Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readString(directory.resolve("pid")).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        atExit.cancel();
        end();
    }

    private void end() {
        if (Files.exists(directory.resolve("pid"))) {
            // It fails if the daemon has ended by itself or was killed: then it is as we want it.
            Command.of(BedTool.STRONGSWAN.path().toString(), "stop", directory.toString())
                    .run();
        }
        Directories.remove(directory);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the peer's settings", e);
        }
    }
}
