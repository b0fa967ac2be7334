package io.ikebus.testkit.broker;

import io.ikebus.testkit.pki.IssuedCertificate;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a broker shall be.
 *
 * @param directory where its data lies and stays; empty for a temporary one that goes with the broker
 * @param port TCP port on 127.0.0.1; 0 for a free one
 * @param certificate if present, clients must come with TLS and a certificate of the same authority
 */
public record BrokerOptions(Optional<Path> directory, int port, Optional<IssuedCertificate> certificate) {

    /** Data that goes with the broker, a free port, plaintext. */
    public static BrokerOptions temporary() {
        return new BrokerOptions(Optional.empty(), 0, Optional.empty());
    }

    public BrokerOptions keptIn(Path kept) {
        return new BrokerOptions(Optional.of(kept), port, certificate);
    }

    public BrokerOptions onPort(int wanted) {
        return new BrokerOptions(directory, wanted, certificate);
    }

    public BrokerOptions withMutualTls(IssuedCertificate own) {
        return new BrokerOptions(directory, port, Optional.of(own));
    }
}
