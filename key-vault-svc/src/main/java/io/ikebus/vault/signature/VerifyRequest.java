package io.ikebus.vault.signature;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.selector.ConnectionName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Who somebody says they are, and how they prove it.
 *
 * @param peerIdentityType of the ID payload
 * @param peerIdentityData of the ID payload
 * @param certificates from CERT payloads, the peer's own not necessarily first; may be none
 * @param revocationLists from CERT payloads
 * @param hash HASH_I or HASH_R
 */
record VerifyRequest(
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull @Min(1) @Max(255) Integer peerIdentityType,
        @NotNull HexOctets peerIdentityData,
        @NotNull @Size(max = MOST) List<@NotNull @Valid Certificate> certificates,
        @NotNull @Size(max = MOST) List<@NotNull HexOctets> revocationLists,
        @NotNull SignatureMethod method,
        @NotNull HexOctets hash,
        @NotNull HexOctets signature) {
    static final int MOST = 8;

    /** @param encoding of the CERT payload (RFC 2408 3.9): 4 for X.509, 1 for PKCS #7 */
    record Certificate(
            @NotNull @Min(1) @Max(4) Integer encoding,
            @NotNull HexOctets data) {}
}
