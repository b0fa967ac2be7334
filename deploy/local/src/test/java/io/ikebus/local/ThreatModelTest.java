package io.ikebus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the threat model calls shown is shown by a test that exists. */
class ThreatModelTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    static Stream<String> tests() throws IOException {
        return TEST.matcher(Files.readString(HOME.resolve("docs/threat-model.md")))
                .results()
                .map(MatchResult::group)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void everyTestThatItNamesExists(String name) throws IOException {
        String test = name.substring(1, name.indexOf('.'));
        String method = name.substring(name.indexOf('.') + 1, name.length() - 1);
        try (Stream<Path> sources = Files.find(
                HOME,
                20,
                (path, attributes) ->
                        path.endsWith(test + ".java") && path.toString().contains("/src/test/"))) {
            assertThat(sources.map(ThreatModelTest::read))
                    .as(name)
                    .anyMatch(source -> source.contains("void " + method + "("));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
