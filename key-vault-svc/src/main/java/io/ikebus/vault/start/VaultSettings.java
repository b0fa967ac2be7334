package io.ikebus.vault.start;

import io.ikebus.vault.access.OidcSettings;
import io.ikebus.vault.keysource.MasterKeySettings;
import io.ikebus.vault.keytoken.KeyTokenSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything under {@code ikebus.} that this service knows; anything else under it stops the start. */
@ConfigMapping(prefix = "ikebus")
public interface VaultSettings {

    Http http();

    Tls tls();

    OidcSettings oidc();

    Vault vault();

    /** Where the API listens, with TLS only. */
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8443")
        @WithConverter(Port.class)
        int port();
    }

    /** PEM files. */
    interface Tls {
        /** The service's certificate, then those between it and its authority. */
        @WithConverter(CertificateFile.class)
        Path certificateFile();

        /** PKCS#8, not encrypted. */
        @WithConverter(PrivateKeyFile.class)
        Path keyFile();

        /** The authorities of whoever may call. */
        @WithConverter(CertificateFile.class)
        Path trustFile();

        /** Key and certificates in one, as Kafka wants them; needed where audit events are sent to Kafka. */
        @WithConverter(ReadableFile.class)
        Optional<Path> keystoreFile();
    }

    /** The vault itself. */
    interface Vault extends MasterKeySettings, KeyTokenSettings {
        Database database();

        /** How long a sealing key seals. */
        @WithDefault("24h")
        @WithConverter(TimeSpan.class)
        Duration sealingKeyLifetime();

        /** How much longer it opens; more than the longest lifetime of an ISAKMP SA. */
        @WithDefault("14d")
        @WithConverter(TimeSpan.class)
        Duration sealingKeyRetention();

        /** How often to look for changes by other vaults, and whether the database is there. */
        @WithDefault("1s")
        @WithConverter(TimeSpan.class)
        Duration refreshInterval();

        /** How many audit events may wait in memory while the database is away. */
        @WithDefault("100000")
        @WithConverter(Count.class)
        int auditBacklog();

        /** How long the certificates live that agents and transports get; they renew them by themselves. */
        @WithDefault("7d")
        @WithConverter(TimeSpan.class)
        Duration serviceCertificateLifetime();

        /** How often one address may try to enrol. */
        @WithDefault("60")
        @WithConverter(Count.class)
        int enrolmentsPerMinute();

        Limits limits();

        /** Where revocation lists are fetched from. */
        Optional<List<@WithConverter(CrlSource.class) URI>> crlSources();

        /** How often they are fetched. */
        @WithDefault("1h")
        @WithConverter(TimeSpan.class)
        Duration crlInterval();
    }

    /** How often one caller may use one key. */
    interface Limits {
        /** Whoever guesses nonces and keys by the million shall not. */
        @WithDefault("10000")
        @WithConverter(Count.class)
        int skeyidsPerSecond();

        @WithDefault("2000")
        @WithConverter(Count.class)
        int signaturesPerSecond();

        /** Whoever tries blocks by the thousand shall not try many. */
        @WithDefault("200")
        @WithConverter(Count.class)
        int decryptionsPerSecond();
    }

    /** PostgreSQL. */
    interface Database {
        /** {@code jdbc:postgresql://host:port/database}. */
        @WithConverter(PostgresUrl.class)
        String url();

        /** The role that owns the vault's tables. */
        String username();

        /** A file with the password and nothing else but perhaps a line's end. */
        @WithConverter(ReadableFile.class)
        Path passwordFile();
    }
}
