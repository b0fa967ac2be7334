package io.ikebus.transport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportConfigTest {

    @TempDir
    Path directory;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void sound() throws IOException {
        Path secret = Files.writeString(directory.resolve("cluster"), "000102030405060708090a0b0c0d0e0f\n");
        Path pem = Files.writeString(directory.resolve("pem"), "");
        properties.put("ikebus.gateway", "east");
        properties.put("ikebus.cluster-secret-file", secret.toString());
        properties.put("ikebus.transport.listen", "192.0.2.1,2001:db8::1");
        for (String file : List.of("certificate", "key", "trust", "keystore")) {
            properties.put("ikebus.tls." + file + "-file", pem.toString());
        }
    }

    @Test
    void theRestHasDefaults() {
        TransportConfig config = read();
        assertThat(config.clusterSecret().length()).isEqualTo(16);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.transport().listen())
                .containsExactly(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::1"));
        assertThat(config.transport().ikePort()).isEqualTo(500);
        assertThat(config.transport().natPort()).isEqualTo(4500);
        assertThat(config.transport().io()).isEqualTo(IoChoice.AUTO);
        assertThat(config.transport().outboundMaxAge()).hasSeconds(60);
        assertThat(config.transport().admission().exempt()).isEmpty();
    }

    @Test
    void networksAreExemptByPrefix() {
        properties.put("ikebus.transport.admission.exempt", "192.0.2.0/24,2001:db8::/32");
        assertThat(read().transport().admission().exempt())
                .contains(List.of(IpPrefix.parse("192.0.2.0/24"), IpPrefix.parse("2001:db8::/32")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ikebus.gateway | East | a gateway id is 1 to 63 of a-z, 0-9 and hyphen",
                "ikebus.cluster-secret-file | /nonexistent | at least 16 octets as hex digits",
                "ikebus.tls.key-file | /nonexistent | the path of a file that this process can read",
                "ikebus.http.port | 0 | a port is 1 to 65535",
                "ikebus.transport.listen | 0.0.0.0 | list each local address by itself",
                "ikebus.transport.listen | ff02::1 | list each local address by itself",
                "ikebus.transport.listen | east.example | an address is an IPv4 or IPv6 literal",
                "ikebus.transport.ike-port | 65536 | a port is 1 to 65535",
                "ikebus.transport.nat-port | ike | a port is 1 to 65535",
                "ikebus.transport.io | kqueue | allowed values",
                "ikebus.transport.outbound-max-age | soon | a time greater than zero",
                "ikebus.transport.outbound-max-age | 0s | a time greater than zero",
                "ikebus.transport.buffer | 0 | a whole number of 1 to",
                "ikebus.transport.admission.per-address | many | a whole number of 1 to",
                "ikebus.transport.admission.exempt | 192.0.2.1/24 | bits behind the prefix length are set"
            })
    void aMalformedValueIsNamedWithWhatIsAccepted(String property, String value, String accepted) {
        properties.put(property, value);
        assertThatThrownBy(this::read).hasMessageContaining(property).hasMessageContaining(accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ikebus.gateway",
                "ikebus.cluster-secret-file",
                "ikebus.transport.listen",
                "ikebus.tls.keystore-file"
            })
    void aMissingPropertyIsNamed(String property) {
        properties.remove(property);
        assertThatThrownBy(this::read).hasMessageContaining(property).hasMessageContaining("required");
    }

    @Test
    void anUnknownPropertyIsNamed() {
        properties.put("ikebus.transport.lisen", "192.0.2.1");
        assertThatThrownBy(this::read).hasMessageContaining("ikebus.transport.lisen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00010203", "not hex digits at all, but long enough", "000102030405060708090a0b0c0d0e0"})
    void noMessageShowsWhatIsInTheSecretsFile(String content) throws IOException {
        Path secret = Files.writeString(directory.resolve("short"), content);
        properties.put("ikebus.cluster-secret-file", secret.toString());
        assertThatThrownBy(this::read)
                .hasMessageContaining("ikebus.cluster-secret-file")
                .hasMessageContaining("at least 16 octets")
                // The directory's name has digits of its own.
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).replace(secret.toString(), ""))
                        .doesNotContain(content.isEmpty() ? "no such content" : content));
    }

    private TransportConfig read() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(TransportConfig.class)
                .build()
                .getConfigMapping(TransportConfig.class);
    }
}
