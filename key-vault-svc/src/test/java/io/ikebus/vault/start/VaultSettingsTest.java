package io.ikebus.vault.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultSettingsTest {
    @TempDir
    static Path directory;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void enough() throws IOException {
        IssuedCertificate certificate = LocalAuthority.create(directory).issue("vault");
        properties.put("ikebus.tls.certificate-file", certificate.certificate().toString());
        properties.put("ikebus.tls.key-file", certificate.key().toString());
        properties.put("ikebus.tls.trust-file", certificate.trust().toString());
        properties.put("ikebus.vault.database.url", "jdbc:postgresql://127.0.0.1:5432/vault");
        properties.put("ikebus.vault.database.username", "vault");
        properties.put(
                "ikebus.vault.database.password-file",
                Files.writeString(directory.resolve("password"), "x").toString());
    }

    private VaultSettings read() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 1000))
                .withMapping(VaultSettings.class)
                .build()
                .getConfigMapping(VaultSettings.class);
    }

    private void refusedWith(String... parts) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(this::read)
                .satisfies(refused -> assertThat(IntStream.range(0, refused.getProblemCount())
                                .mapToObj(i -> refused.getProblem(i).getMessage())
                                .collect(Collectors.joining("\n")))
                        .contains(parts));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        VaultSettings settings = read();

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8443);
        assertThat(settings.vault().sealingKeyLifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.vault().sealingKeyRetention()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.vault().refreshInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.vault().auditBacklog()).isEqualTo(100_000);
        assertThat(settings.vault().limits().decryptionsPerSecond()).isEqualTo(200);
        assertThat(settings.vault().crlSources()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ikebus.http.port | https | a port is 1 to 65535",
                "ikebus.http.port | 0 | a port is 1 to 65535",
                "ikebus.http.port | 65536 | a port is 1 to 65535",
                "ikebus.tls.certificate-file | /no/such/file | PEM file with one X.509 certificate or more",
                "ikebus.tls.key-file | /no/such/file | unencrypted PKCS#8 key",
                "ikebus.tls.trust-file | /etc/hostname | PEM file with one X.509 certificate or more",
                "ikebus.vault.database.url | postgres://127.0.0.1/vault | jdbc:postgresql://host:port/database",
                "ikebus.vault.database.url | jdbc:postgresql://h/v?password=x | without user and password",
                "ikebus.vault.database.url | jdbc:postgresql://u:p@h/v | without user and password",
                "ikebus.vault.database.password-file | /no/such/file | a file that this process can read",
                "ikebus.vault.sealing-key-lifetime | soon | a time greater than zero, such as 200ms, 24h or 14d",
                "ikebus.vault.sealing-key-retention | -1d | a time greater than zero",
                "ikebus.vault.refresh-interval | 0s | a time greater than zero",
                "ikebus.vault.audit-backlog | 0 | a whole number of 1 to 10000000",
                "ikebus.vault.audit-backlog | 1e3 | a whole number of 1 to 10000000",
                "ikebus.vault.limits.skeyids-per-second | 0 | a whole number of 1 to 10000000",
                "ikebus.vault.crl-interval | never | a time greater than zero",
                "ikebus.vault.crl-sources | file:///etc/passwd | an http or https URL",
                "ikebus.vault.crl-sources | https://u:p@crl.example/root | an http or https URL",
                "ikebus.vault.crl-sources | https:///root.crl | an http or https URL",
            })
    void refusesABadValueNamingThePropertyAndWhatItTakes(String property, String value, String takes) {
        properties.put(property, value);

        refusedWith(property, takes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ikebus.tls.certificate-file",
                "ikebus.tls.key-file",
                "ikebus.tls.trust-file",
                "ikebus.vault.database.url",
                "ikebus.vault.database.username",
                "ikebus.vault.database.password-file"
            })
    void refusesToGoWithout(String property) {
        properties.remove(property);

        refusedWith(property, "is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ikebus.vault.mastr-key-file", "ikebus.valt.master-key-file", "ikebus.gateway"})
    void refusesAPropertyThatItDoesNotKnow(String property) {
        properties.put(property, "x");

        refusedWith(property, "does not map to any root");
    }
}
