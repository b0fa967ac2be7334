package io.ikebus.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a target: {@code *.hex}, hex digits with white space as one likes.
 *
 * @param name of the target, and of its directory
 */
public record Corpus(String name) {
    private static final Path RESOURCES = Path.of("src/test/resources/fuzz");
    private static final Path FOUND = Path.of("target/fuzz");
    private static final int SHOWN = 16;

    /** @param file for the name of a test */
    public record Entry(String file, byte[] octets) {
        @Override
        public String toString() {
            return file;
        }
    }

    /** What mutations begin with; at least one. */
    public List<Entry> seeds() {
        List<Entry> seeds = entries(RESOURCES.resolve(name).resolve("seeds"));
        if (seeds.isEmpty()) {
            throw new IllegalStateException(
                    "no seeds in " + RESOURCES.resolve(name).toAbsolutePath());
        }
        return seeds;
    }

    /** What once broke something. */
    public List<Entry> regressions() {
        return entries(RESOURCES.resolve(name).resolve("regressions"));
    }

    /** Seeds and regressions: each must be taken without harm. */
    public Stream<Entry> all() {
        return Stream.concat(seeds().stream(), regressions().stream());
    }

    /** Leaves an input where somebody finds it. */
    Path keep(byte[] input) {
        try {
            Path directory = Files.createDirectories(FOUND.resolve(name));
            return Files.writeString(
                    directory.resolve(digest(input).substring(0, SHOWN) + ".hex"),
                    HexFormat.of().formatHex(input) + "\n",
                    StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".hex"))
                    .sorted()
                    .map(Corpus::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry read(Path file) {
        try {
            String hex = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("\\s", "");
            return new Entry(file.getFileName().toString(), HexFormat.of().parseHex(hex));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] input) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }
}
