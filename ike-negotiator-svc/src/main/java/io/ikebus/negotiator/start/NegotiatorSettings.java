package io.ikebus.negotiator.start;

import io.ikebus.negotiator.store.SessionStores;
import io.ikebus.protocol.sealing.PartitionHash;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything that can be set under {@code ikebus.}; a name that is not here stops the start. */
@ConfigMapping(prefix = "ikebus")
public interface NegotiatorSettings {
    /** File with at least 16 octets as hex; the same for every service of a cluster. */
    @WithConverter(ClusterSecretFile.class)
    PartitionHash clusterSecretFile();

    Http http();

    Tls tls();

    Oidc oidc();

    Vault vault();

    Negotiator negotiator();

    interface Http {
        /** Where the API listens. */
        @WithDefault("127.0.0.1")
        String host();

        /** HTTPS. */
        @WithDefault("8443")
        int port();
    }

    /** PEM files. */
    interface Tls {
        /** Certificate chain, for the API and towards the vault. */
        @WithConverter(ReadableFile.class)
        Path certificateFile();

        /** Its private key, PKCS#8. */
        @WithConverter(ReadableFile.class)
        Path keyFile();

        /** Who may sign certificates of the vault and the broker. */
        @WithConverter(ReadableFile.class)
        Path trustFile();

        /** Private key and certificate chain in one file, for Kafka. */
        @WithConverter(ReadableFile.class)
        Path keystoreFile();
    }

    interface Oidc {
        /** Issuer of the bearer tokens; needed beside the file. */
        Optional<String> issuer();

        /** Public key that verifies them, PEM; without it {@code quarkus.oidc.auth-server-url} is asked. */
        Optional<Path> publicKeyFile();
    }

    interface Vault {
        /** {@code https://host:port}. */
        @WithConverter(VaultUrl.class)
        URI url();

        /** Less than a transaction's time-out, in which the vault may have to be asked. */
        @WithDefault("1500ms")
        Duration timeout();
    }

    interface Negotiator {
        /** Consumer group, and the first part of the changelog topic's name. */
        @WithDefault("ike")
        String applicationId();

        @WithDefault("memory")
        SessionStores store();

        /** Needed by {@code rocksdb}; one for each negotiator. */
        Optional<Path> stateDirectory();

        /** Default: as many as there are processors. */
        Optional<Integer> streamThreads();

        @WithDefault("1")
        int standbyReplicas();

        /** Milliseconds between two transactions, and at most so long is waited for records. */
        @WithDefault("5")
        int commitIntervalMs();

        /** Milliseconds after which a negotiator that is silent is taken for dead. */
        @WithDefault("2000")
        int sessionTimeoutMs();

        /** Milliseconds after which the broker gives up on a transaction. */
        @WithDefault("2000")
        int transactionTimeoutMs();

        /** How long an agent may take to install an SA before the peer is told that it comes to nothing. */
        @WithDefault("2s")
        Duration agentTimeout();

        /** How exactly deadlines are met. */
        @WithDefault("50ms")
        Duration timerInterval();

        /** Diffie-Hellman key pairs kept ready of each group in use; 0 for none. */
        @WithDefault("64")
        int keyPairsAhead();
    }
}
