package io.ikebus.testkit.broker;

import io.ikebus.testkit.pki.IssuedCertificate;
import java.util.Map;
import java.util.TreeMap;

/** The TLS settings of Kafka clients and listeners for PEM files. */
public final class ClientSettings {

    private ClientSettings() {}

    /** What a client needs that comes with this certificate. */
    public static Map<String, String> mutualTls(IssuedCertificate certificate) {
        Map<String, String> settings = new TreeMap<>(stores(certificate));
        settings.put("security.protocol", "SSL");
        return settings;
    }

    static Map<String, String> stores(IssuedCertificate certificate) {
        return Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                certificate.keystore().toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.trust().toString());
    }
}
