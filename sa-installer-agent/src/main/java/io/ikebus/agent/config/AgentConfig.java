package io.ikebus.agent.config;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Every {@code ikebus.} property of this service. */
@ConfigMapping(prefix = "ikebus")
public interface AgentConfig {

    /** Whose kernel this is. */
    @WithConverter(GatewayName.class)
    GatewayId gateway();

    /** The file's content: SipHash key of the partitioner, the same for all services. */
    @WithName("cluster-secret-file")
    @WithConverter(ClusterSecretFile.class)
    Secret clusterSecret();

    Vault vault();

    Tls tls();

    Enrolment enrolment();

    Oidc oidc();

    Http http();

    Agent agent();

    interface Vault {
        /** Base address, https. */
        @WithConverter(HttpsAddress.class)
        URI url();
    }

    /** PEM files; the application's configuration hands them to the HTTP server. */
    interface Tls {
        /** Of common name {@code agent:} and the gateway. */
        @WithConverter(ReadableFile.class)
        Path certificateFile();

        @WithConverter(ReadableFile.class)
        Path keyFile();

        @WithConverter(ReadableFile.class)
        Path trustFile();

        /** Private key and certificate chain in one file, as Kafka wants it. */
        @WithConverter(ReadableFile.class)
        Path keystoreFile();
    }

    /** How the agent comes by its certificate, if not with its files. */
    interface Enrolment {
        /**
         * A one-time token of the vault, used at the first start when there is no {@code ikebus.tls.keystore-file}. That it
         * is set also says that the agent renews its certificate.
         */
        Optional<Path> tokenFile();
    }

    /** Who vouches for people. */
    interface Oidc {
        /** The claim {@code iss}; needed with a public key file. */
        Optional<String> issuer();

        /** PEM of an RSA (RS256) or P-256 (ES256) public key. Without it {@code quarkus.oidc.auth-server-url} is needed. */
        @WithConverter(ReadableFile.class)
        Optional<Path> publicKeyFile();
    }

    /** Where the API, health and metrics are served. */
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("9445")
        @WithConverter(Port.class)
        int port();
    }

    interface Agent {
        @WithDefault("auto")
        @WithConverter(BackendName.class)
        BackendChoice backend();

        /** Holds the agent's own key; made at the first start. */
        @WithDefault("state")
        Path stateDirectory();
    }
}
