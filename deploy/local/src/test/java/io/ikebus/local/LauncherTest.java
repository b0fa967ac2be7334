package io.ikebus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LauncherTest {

    @TempDir
    private Path directory;

    private final StringWriter told = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --base-port 0 | --base-port is 1 to 65535",
                "demo --base-port x | Invalid value for option '--base-port'",
                "up --ike-port 65536 | --ike-port is 1 to 65535",
                "up --natt-port -1 | --natt-port is 1 to 65535",
                "demo --address-base 10.0.0 | --address-base is the first three octets of a loopback address",
                "demo --address-base 127.0.256 | --address-base is the first three octets of a loopback address",
                "demo --partitions 0 | --partitions is 1 to 1000",
                "demo --colour | Unknown option: '--colour'",
                "dance | Unmatched argument at index 0: 'dance'",
                "'' | a command is missing",
            })
    void aCommandLineThatMakesNoSenseIsRefusedWithASentence(String line, String sentence) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString()).contains(sentence);
    }

    @Test
    void optionsReachTheStack() {
        // Given
        StackArguments arguments = new StackArguments();
        new CommandLine(arguments)
                .parseArgs("--dir", directory.toString(), "--base-port", "20000", "--address-base", "127.1.2");

        // When
        var options = arguments.options(true);

        // Then
        assertThat(options.directory()).isEqualTo(directory);
        assertThat(options.basePort()).hasValue(20000);
        assertThat(options.addressBase()).contains("127.1.2");
        assertThat(options.ikePort()).isEmpty();
        assertThat(options.keepData()).isTrue();
    }

    @Test
    void statusOfNothingIsAFailure() {
        assertThat(execute("status", "--dir", directory.toString())).isEqualTo(1);
    }

    @Test
    void endingNothingIsNone() {
        assertThat(execute("down", "--dir", directory.toString())).isEqualTo(0);
    }

    private int execute(String... arguments) {
        return Launcher.commandLine().setErr(new PrintWriter(told, true)).execute(arguments);
    }
}
