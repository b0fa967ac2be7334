package io.ikebus.transport;

import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Certificates, ports and the cluster secret; the broker is started by the test, when it wants one. */
public final class TransportSetup implements QuarkusTestResourceLifecycleManager {
    static final String DIRECTORY = "test.directory";
    static final String BROKER_PORT = "test.broker.port";
    static final int BUFFER = 64;
    private final Path directory = Directories.temporary("transport");

    @Override
    public Map<String, String> start() {
        try {
            LocalAuthority authority = LocalAuthority.create(directory.resolve("authority"));
            IssuedCertificate certificate = authority.issue("transport:east");
            authority.issue("broker");
            int brokerPort = FreePorts.tcp();
            InetAddress first = InetAddress.ofLiteral("127.0.0.2");
            int ikePort = FreePorts.udp(first);
            Path secret = Files.writeString(directory.resolve("cluster-secret"), "000102030405060708090a0b0c0d0e0f");
            Map<String, String> properties = new TreeMap<>();
            properties.put(DIRECTORY, directory.toString());
            properties.put(BROKER_PORT, Integer.toString(brokerPort));
            properties.put("kafka.bootstrap.servers", "127.0.0.1:" + brokerPort);
            properties.put("ikebus.gateway", "east");
            properties.put("ikebus.cluster-secret-file", secret.toString());
            properties.put(
                    "ikebus.tls.certificate-file", certificate.certificate().toString());
            properties.put("ikebus.tls.key-file", certificate.key().toString());
            properties.put("ikebus.tls.trust-file", certificate.trust().toString());
            properties.put("ikebus.tls.keystore-file", certificate.keystore().toString());
            properties.put("ikebus.transport.listen", "127.0.0.2,127.0.0.3");
            properties.put("ikebus.transport.ike-port", Integer.toString(ikePort));
            properties.put("ikebus.transport.nat-port", Integer.toString(otherThan(ikePort, first)));
            properties.put("ikebus.transport.buffer", Integer.toString(BUFFER));
            // With it the kernel would swallow keepalives before they can be counted.
            properties.put("ikebus.transport.udp-encap", "false");
            properties.put("ikebus.transport.admission.exempt", "127.0.0.0/8");
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int otherThan(int taken, InetAddress address) {
        int port = FreePorts.udp(address);
        return port == taken ? otherThan(taken, address) : port;
    }

    @Override
    public void stop() {
        Directories.remove(directory);
    }
}
