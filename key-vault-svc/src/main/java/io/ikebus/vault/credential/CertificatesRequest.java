package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** @param certificates the key's own first, then those above it */
record CertificatesRequest(
        @NotNull @Size(min = 1, max = CredentialRequest.MOST_CERTIFICATES)
        List<@NotNull CertificateText> certificates) {

    List<Octets> ders() {
        return certificates.stream().map(CertificateText::der).toList();
    }
}
