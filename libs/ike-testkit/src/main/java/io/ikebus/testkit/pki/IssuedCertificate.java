package io.ikebus.testkit.pki;

import java.nio.file.Path;

/**
 * Where the files of one certificate are, all PEM.
 *
 * @param certificate the certificate followed by the authority's
 * @param key the private key, PKCS#8, unencrypted
 * @param keystore key and certificate chain in one file, as Kafka's {@code ssl.keystore.location} of type PEM wants it
 * @param trust the authority's certificate
 */
public record IssuedCertificate(Path certificate, Path key, Path keystore, Path trust) {}
