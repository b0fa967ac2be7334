package io.ikebus.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.testkit.pki.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    @TempDir
    Path directory;

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of(new BackendName(), "Kernel", "auto, kernel or recording"),
                Arguments.of(new BackendName(), "", "auto, kernel or recording"),
                Arguments.of(new GatewayName(), "East", "a-z, 0-9 and hyphen"),
                Arguments.of(new HttpsAddress(), "http://vault:8443", "https://host:port"),
                Arguments.of(new HttpsAddress(), "https://user@vault", "https://host:port"),
                Arguments.of(new HttpsAddress(), "https:// vault", "https://host:port"),
                Arguments.of(new HttpsAddress(), "vault", "https://host:port"),
                Arguments.of(new Port(), "0", "1 to 65535"),
                Arguments.of(new Port(), "65536", "1 to 65535"),
                Arguments.of(new Port(), "http", "1 to 65535"),
                Arguments.of(new ReadableFile(), "/no/such/file", "a file that this process can read"),
                Arguments.of(new ClusterSecretFile(), "/no/such/file", "16 octets as hex digits"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void saysWhatAValueMayBe(Converter<?> converter, String value, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.convert(value))
                .withMessageContaining(sentence);
    }

    @Test
    void takesGoodValues() {
        assertThat(new BackendName().convert(" recording ")).isEqualTo(BackendChoice.RECORDING);
        assertThat(new HttpsAddress().convert("https://127.0.0.1:8443").getPort())
                .isEqualTo(8443);
        assertThat(new Port().convert("9445")).isEqualTo(9445);
        assertThat(new GatewayName().convert("east")).isEqualTo(new GatewayId("east"));
    }

    @Test
    void neverShowsWhatIsInTheSecretsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "c0ffee");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSecretFile().convert(file.toString()))
                .withMessageNotContaining("c0ffee");
        Files.writeString(file, "c0ffee".repeat(6) + "\n");
        assertThat(new ClusterSecretFile().convert(file.toString()).length()).isEqualTo(18);
    }

    @Test
    void wantsTheCertificateOfItsOwnGateway() throws IOException {
        LocalAuthority authority = LocalAuthority.create(directory.resolve("pki"));
        GatewayId east = new GatewayId("east");
        Path noCertificate = Files.writeString(directory.resolve("no.crt"), "nothing");

        assertThat(OwnCertificate.fault(authority.issue("agent:east").certificate(), east))
                .isEmpty();
        assertThat(OwnCertificate.fault(authority.issue("agent:west").certificate(), east))
                .hasValueSatisfying(fault -> assertThat(fault).contains("agent:east"));
        assertThat(OwnCertificate.fault(authority.issue("negotiator").certificate(), east))
                .isPresent();
        assertThat(OwnCertificate.fault(noCertificate, east)).isPresent();
    }

    @Test
    void findsVariablesThatSetNothing() {
        assertThat(UnknownVariables.among(
                        List.of("IKEBUS_AGENT_BACKEND", "IKEBUS_AGENT_BAKEND", "PATH"),
                        List.of("ikebus.agent.backend", "ikebus.gateway")))
                .containsExactly("IKEBUS_AGENT_BAKEND");
    }
}
