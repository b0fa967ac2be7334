package io.ikebus.vault.holdings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credential has besides its secret, as it lies in the database: JSON, octets as hex.
 *
 * @param certificates in DER; of a signing key the key's own first, then those above it
 * @param revocationLists in DER
 * @param revocationRequired whether a peer is refused of whom no valid list tells
 * @param user whose password the secret is, if it is one
 * @param side what that password is good for
 * @param publicKey SubjectPublicKeyInfo in DER; of a decryption key, of a peer's public key, and of a signing key that
 *     waits for its certificate
 * @param wish what a key of ours shall be certified as
 * @param keeping null if it is used, for ever, and has no labels
 * @param tokenKey null if the secret is in the row
 */
public record Content(
        List<Octets> certificates,
        List<Octets> revocationLists,
        boolean revocationRequired,
        @Nullable String user,
        @Nullable UserSide side,
        @Nullable Octets publicKey,
        @Nullable Wish wish,
        @Nullable Keeping keeping,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TokenKey tokenKey) {
    public static final Content NONE = new Content(null, null, false, null, null, null, null, null, null);

    /**
     * @param subject as in RFC 4514
     * @param alternativeNames {@code dns:}, {@code email:} or {@code ip:} and a name
     */
    public record Wish(String subject, List<String> alternativeNames) {
        public Wish {
            alternativeNames = List.copyOf(alternativeNames);
        }
    }

    public Content(
            @Nullable List<Octets> certificates,
            @Nullable List<Octets> revocationLists,
            boolean revocationRequired,
            @Nullable String user,
            @Nullable UserSide side,
            @Nullable Octets publicKey,
            @Nullable Wish wish,
            @Nullable Keeping keeping,
            @Nullable TokenKey tokenKey) {
        this.certificates = certificates == null ? List.of() : List.copyOf(certificates);
        this.revocationLists = revocationLists == null ? List.of() : List.copyOf(revocationLists);
        this.revocationRequired = revocationRequired;
        this.user = user;
        this.side = side;
        this.publicKey = publicKey;
        this.wish = wish;
        this.keeping = keeping;
        this.tokenKey = tokenKey;
    }

    /**
     * A secret that is in a token.
     *
     * @param publicKey SubjectPublicKeyInfo in DER, of a private key
     */
    public record TokenKey(String label, @Nullable Octets publicKey) {}

    public Content withTokenKey(@Nullable TokenKey next) {
        return new Content(
                certificates, revocationLists, revocationRequired, user, side, publicKey, wish, keeping, next);
    }

    public Content withPublicKey(@Nullable Octets der) {
        return new Content(certificates, revocationLists, revocationRequired, user, side, der, wish, keeping, tokenKey);
    }

    public Content withWish(Wish next) {
        return new Content(
                certificates, revocationLists, revocationRequired, user, side, publicKey, next, keeping, tokenKey);
    }

    public Content withKeeping(@Nullable Keeping next) {
        return new Content(
                certificates, revocationLists, revocationRequired, user, side, publicKey, wish, next, tokenKey);
    }

    public Content withRevocationLists(List<Octets> ders) {
        return new Content(certificates, ders, revocationRequired, user, side, publicKey, wish, keeping, tokenKey);
    }

    public Content withCertificates(List<Octets> ders) {
        return new Content(ders, revocationLists, revocationRequired, user, side, publicKey, wish, keeping, tokenKey);
    }
}
