package io.ikebus.testkit.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.testkit.process.Command;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BedToolTest {

    @ParameterizedTest
    @EnumSource
    void isUnpackedExecutableAndSound(BedTool tool) {
        assertThat(tool.path()).isExecutable();
        assertThat(Command.of("bash", "-n", tool.path().toString())
                        .run()
                        .orThrow()
                        .errors())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsThePartsThatItNames(BedTool tool) {
        assertThat(tool.path())
                .content()
                .satisfies(text -> Stream.of("namespaces.bash", "kernel-vm-guest.bash", "uml-fpstate.c", "strongswan")
                        .filter(part -> text.contains("/" + part + "\""))
                        .forEach(part ->
                                assertThat(tool.path().resolveSibling(part)).exists()));
    }
}
