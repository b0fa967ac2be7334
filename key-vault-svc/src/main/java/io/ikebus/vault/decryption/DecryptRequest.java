package io.ikebus.vault.decryption;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.Question;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the two ends are, and what the peer encrypted.
 *
 * @param peerIdentity left out while it is not known: as responder it is in here
 * @param certificateHash if the peer told which of our keys it took
 * @param nonce Ni_b or Nr_b, encrypted
 * @param identity IDii_b or IDir_b, encrypted; left out in the revised mode
 */
record DecryptRequest(
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull IpAddress peerAddress,
        @NotNull Identity localIdentity,
        @Nullable Identity peerIdentity,
        @Valid @Nullable CertificateHash certificateHash,
        @NotNull RsaBlock nonce,
        @Nullable RsaBlock identity) {

    Question question() {
        return new Question(
                gateway, connection, peerAddress, Optional.of(localIdentity), Optional.ofNullable(peerIdentity));
    }
}
