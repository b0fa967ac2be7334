package io.ikebus.vault.credential;

/**
 * What to send to an authority.
 *
 * @param credential whose key is to be certified
 * @param csr PKCS #10 in PEM
 */
record CertificationRequestView(String credential, long version, String csr) {}
