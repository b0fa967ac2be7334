package io.ikebus.vault.start;

import io.ikebus.vault.access.OidcSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
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

        /** Key and certificates in one, for Kafka clients; not used by this service. */
        Optional<Path> keystoreFile();
    }

    /** The vault itself. */
    interface Vault {
        /** 64 hex digits. Without it there is no vault. */
        Optional<Path> masterKeyFile();

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

        /** How often one decryption key may be used: whoever tries blocks by the thousand shall not try many. */
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
