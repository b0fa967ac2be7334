package io.ikebus.vault.revocation;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.credential.CertificateText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revocation list as it shall be kept.
 *
 * @param list PEM, or base64 of DER
 * @param certificates of the authority that signed it, and of those above it, unless it is a trust anchor
 */
record CrlRequest(
        @NotNull CertificateText list,
        @Size(max = MOST) @Nullable List<@NotNull CertificateText> certificates) {
    private static final int MOST = 8;

    List<Octets> authorities() {
        return certificates == null
                ? List.of()
                : certificates.stream().map(CertificateText::der).toList();
    }
}
