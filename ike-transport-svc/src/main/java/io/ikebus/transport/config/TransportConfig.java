package io.ikebus.transport.config;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.octets.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every {@code ikebus.} property of this service. */
@ConfigMapping(prefix = "ikebus")
public interface TransportConfig {

    /** Which gateway's datagrams these are. */
    @WithConverter(GatewayName.class)
    GatewayId gateway();

    /** The file's content: SipHash key of the partitioner, the same for all services. */
    @WithName("cluster-secret-file")
    @WithConverter(ClusterSecretFile.class)
    Secret clusterSecret();

    Tls tls();

    Vault vault();

    Enrolment enrolment();

    Http http();

    Transport transport();

    /** PEM files; the application's configuration hands them to Kafka's clients and to the HTTP server. */
    interface Tls {
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

    /** Needed for enrolment and renewal alone. */
    interface Vault {
        /** Base address, https. */
        Optional<URI> url();
    }

    /** How the transport comes by its certificate, if not with its files. */
    interface Enrolment {
        /**
         * A one-time token of the vault, used at the first start when there is no {@code ikebus.tls.keystore-file}. That it
         * is set also says that the transport renews its certificate.
         */
        Optional<Path> tokenFile();
    }

    /** Where health and metrics are served. */
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("9444")
        @WithConverter(Port.class)
        int port();
    }

    interface Transport {
        List<@WithConverter(ListenAddress.class) IpAddress> listen();

        /** Messages without non-ESP marker. */
        @WithDefault("500")
        @WithConverter(Port.class)
        int ikePort();

        /** Messages with non-ESP marker, keepalives, UDP-encapsulated ESP. */
        @WithDefault("4500")
        @WithConverter(Port.class)
        int natPort();

        @WithDefault("auto")
        IoChoice io();

        /** Whether the kernel shall take UDP-encapsulated ESP out of the NAT port's sockets. */
        @WithDefault("true")
        boolean udpEncap();

        /** Whether IKE shall pass by IPsec policies; takes CAP_NET_ADMIN. */
        @WithDefault("true")
        boolean bypassPolicy();

        /** ISAKMP messages of more octets are dropped. */
        @WithDefault("10000")
        @WithConverter(Positive.class)
        int largestMessage();

        /** How many datagrams may be on their way to Kafka; strangers may take three quarters of it. */
        @WithDefault("4096")
        @WithConverter(Positive.class)
        int buffer();

        /**
         * A message that the negotiator decided to send longer ago is dropped. Longer than a transaction may hang in the
         * broker before it is given up: nobody repeats a Delete, and a peer that never gets it goes on for minutes.
         */
        @WithDefault("60s")
        @WithConverter(TimeSpan.class)
        Duration outboundMaxAge();

        Admission admission();
    }

    /** Rates are datagrams per second; a bucket holds twice the rate. */
    interface Admission {
        /** From one IPv4 address, by strangers. */
        @WithDefault("50")
        @WithConverter(Positive.class)
        int perAddress();

        /** From one /24 or IPv6 /56, by strangers. */
        @WithDefault("400")
        @WithConverter(Positive.class)
        int perPrefix();

        /** From all strangers together. */
        @WithDefault("5000")
        @WithConverter(Positive.class)
        int strangers();

        /** Of one session whose peer has shown that it owns its address. */
        @WithDefault("100")
        @WithConverter(Positive.class)
        int perSession();

        @WithDefault("50")
        @WithConverter(Positive.class)
        int halfOpenPerAddress();

        @WithDefault("500")
        @WithConverter(Positive.class)
        int halfOpenPerPrefix();

        @WithDefault("5000")
        @WithConverter(Positive.class)
        int halfOpen();

        /** After which a handshake no longer counts as half open. */
        @WithDefault("30s")
        @WithConverter(TimeSpan.class)
        Duration halfOpenLifetime();

        /** Entries of each table of addresses, prefixes and sessions. */
        @WithDefault("65536")
        @WithConverter(Positive.class)
        int tableSize();

        /** Networks, such as large NATs, to which no limit per address or prefix applies. */
        Optional<List<@WithConverter(Prefix.class) IpPrefix>> exempt();
    }
}
