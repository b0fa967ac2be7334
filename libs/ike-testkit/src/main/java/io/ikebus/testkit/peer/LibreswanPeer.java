package io.ikebus.testkit.peer;

import io.ikebus.testkit.bed.BedTool;
import io.ikebus.testkit.exit.AtExit;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A libreswan daemon in a network namespace, with a folder of its own; it ends with {@link #close} or the JVM. */
public final class LibreswanPeer implements AutoCloseable {
    /** What its own certificate is called in {@code leftcert}. */
    public static final String OWN_CERTIFICATE = "own";

    private static final String PASSWORD = "peer";
    private static final Duration ANSWER = Duration.ofSeconds(180);

    private final Path directory;
    private final AtExit atExit = AtExit.run(this::end);

    private LibreswanPeer(Path directory) {
        this.directory = directory;
    }

    /**
     * What it knows.
     *
     * @param secrets as in ipsec.secrets(5), or nothing
     * @param authority whom it trusts, if anybody
     * @param own its certificate with its key, if it has one
     */
    public record Credentials(
            String secrets,
            @Nullable PeerCertificate authority,
            @Nullable PeerCertificate own) {
        public static Credentials preSharedKey(String one, String other, String key) {
            return new Credentials("@%s @%s : PSK \"%s\"\n".formatted(one, other, key), null, null);
        }

        public static Credentials certificate(PeerCertificate authority, PeerCertificate own) {
            return new Credentials("", authority, own);
        }
    }

    /**
     * Returns when the peer takes messages.
     *
     * @param netns a network namespace by the name {@code ip netns} has, or {@code -} for this process's own
     * @param ipsecConf as in ipsec.conf(5); connections with {@code auto=add} are there at once
     */
    public static LibreswanPeer start(String netns, String ipsecConf, Credentials credentials) {
        List<String> words = new ArrayList<>(List.of(BedTool.LIBRESWAN.path().toString(), "start"));
        LibreswanPeer peer = new LibreswanPeer(Directories.temporary("libreswan"));
        try {
            peer.option(
                    words, "--secrets", "given.secrets", credentials.secrets().getBytes(StandardCharsets.UTF_8));
            if (credentials.authority() != null) {
                peer.option(
                        words,
                        "--ca",
                        "authority.pem",
                        credentials.authority().pem().getBytes(StandardCharsets.UTF_8));
            }
            if (credentials.own() != null) {
                peer.option(words, "--own", "own.p12", credentials.own().pkcs12(OWN_CERTIFICATE, PASSWORD));
            }
            words.addAll(List.of(netns, peer.directory.toString()));
            Command.of(words).reading(ipsecConf).within(ANSWER).run().orThrow();
            return peer;
        } catch (RuntimeException e) {
            e.addSuppressed(new IllegalStateException("the peer's log: " + peer.log()));
            peer.close();
            throw e;
        }
    }

    private void option(List<String> words, String option, String file, byte[] content) {
        try {
            words.addAll(List.of(
                    option, Files.write(directory.resolve(file), content).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the peer's settings", e);
        }
    }

    /** Initiates a connection; returns when it is up or has failed. */
    public Completed up(String connection) {
        return ipsec("auto", "--up", connection);
    }

    /** Deletes all SAs of a connection, and tells the other side. */
    public Completed down(String connection) {
        return ipsec("auto", "--down", connection);
    }

    /** One line for each of its SAs, as {@code ipsec whack --showstates} prints them. */
    public List<String> states() {
        return ipsec("whack", "--showstates")
                .orThrow()
                .output()
                .lines()
                .filter(line -> line.contains(" #"))
                .toList();
    }

    /** Any other question. */
    public Completed ipsec(String command, String... words) {
        List<String> all =
                new ArrayList<>(List.of(BedTool.LIBRESWAN.path().toString(), "ctl", directory.toString(), command));
        all.addAll(List.of(words));
        return Command.of(all).within(ANSWER).run();
    }

    /** All it has logged so far. */
    public String log() {
        try {
            Path log = directory.resolve("pluto.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the peer's log", e);
        }
    }

    @Override
    public void close() {
        atExit.cancel();
        end();
    }

    private void end() {
        if (Files.exists(directory.resolve("pid"))) {
            // It fails if the daemon has ended by itself: then it is as we want it.
            Command.of(BedTool.LIBRESWAN.path().toString(), "stop", directory.toString())
                    .run();
        }
        Directories.remove(directory);
    }
}
