package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certification.AlternativeName;
import io.ikebus.vault.certification.KeyAlgorithm;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.IdentityPattern;
import io.ikebus.vault.selector.Selectors;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that the vault shall make.
 *
 * @param type signing-key or decryption-key
 * @param algorithm of a decryption key RSA
 * @param subject what to ask its certificate for
 * @param keptIn where it shall be made, and stay; the database if left out
 */
record GenerateRequest(
        @NotNull CredentialType type,
        @NotNull KeyAlgorithm algorithm,
        @NotNull DistinguishedName subject,

        @Size(max = CredentialRequest.MOST_NAMES) @Nullable List<@NotNull AlternativeName> subjectAltNames,

        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull GatewayId> gateways,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull ConnectionName> connections,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull AddressRange> peerAddresses,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull Identity> localIdentities,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull IdentityPattern> peerIdentities,

        @Nullable KeptIn keptIn) {

    /** @throws ProblemException if such a key cannot be of this type */
    void requireShape() {
        if (type != CredentialType.SIGNING_KEY && type != CredentialType.DECRYPTION_KEY) {
            throw ProblemException.field("type", "what can be generated is a signing-key or a decryption-key");
        }
        if (type == CredentialType.DECRYPTION_KEY && !algorithm.isRsa()) {
            throw ProblemException.field("algorithm", "a decryption-key is an RSA key");
        }
    }

    Draft draft(String name, Secret pkcs8) {
        Selectors selectors = new Selectors(gateways, connections, peerAddresses, localIdentities, peerIdentities);
        return Drafting.draft(name, type, selectors, Content.NONE.withWish(subject.wish(subjectAltNames)), pkcs8);
    }
}
