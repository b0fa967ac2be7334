package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.certification.KeyAlgorithm;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Content.TokenKey;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.keytoken.KeyToken;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts secrets into the token before their credentials are stored. What a crash or an unreachable database leaves in
 * between is a key in the token that no credential names, never a credential without its key.
 */
@Singleton
final class TokenKeeping {
    private static final String FIELD = "keptIn";
    private static final int SEALED_OCTETS = 32;

    private final Optional<KeyToken> token;
    private final SecureRandom random;

    TokenKeeping(Optional<KeyToken> token, SecureRandom random) {
        this.token = token;
        this.random = random;
    }

    /**
     * Stores a draft; if it belongs into the token, its secret goes there first, and comes out again if it is refused.
     *
     * @param where it shall be; null for where the present one is
     * @param present what the draft replaces
     * @param store stores the draft that it is given
     * @throws ProblemException if its secret cannot be where it shall be
     */
    <T> T storing(Draft draft, @Nullable KeptIn where, @Nullable Credential present, Function<Draft, T> store) {
        TokenKey there =
                present != null && present.is(draft.type()) ? present.content().tokenKey() : null;
        boolean belongsThere = where == null ? there != null : where == KeptIn.TOKEN;
        if (draft.secret() == null) {
            requireAsItIs(draft, where, there);
            return store.apply(draft.in(there));
        }
        return belongsThere ? storing(inToken(draft, draft.secret()), store) : store.apply(draft);
    }

    /** The same with a key that the token makes. */
    <T> T storingMade(KeyAlgorithm algorithm, Function<Secret, Draft> draft, Function<Draft, T> store) {
        requireKind(algorithm != KeyAlgorithm.ED25519);
        KeyToken.Made made = token().generate(algorithm);
        TokenKey key = new TokenKey(made.label(), Octets.wrap(made.publicKey().getEncoded()));
        Secret sealed = onlyOurs();
        try {
            return storing(draft.apply(sealed).in(key), store);
        } finally {
            sealed.destroy();
        }
    }

    private <T> T storing(Draft inToken, Function<Draft, T> store) {
        try {
            return store.apply(inToken);
        } catch (ProblemException e) {
            // Nothing has been stored. Of a database that went away that is not certain: then the key stays.
            TokenKey key = inToken.content().tokenKey();
            token().erase(key == null ? List.of() : List.of(key.label()));
            throw e;
        }
    }

    private static void requireAsItIs(Draft draft, @Nullable KeptIn where, @Nullable TokenKey there) {
        if (where == KeptIn.DATABASE && there != null) {
            throw ProblemException.field(FIELD, "what is in the token does not come out: send another secret");
        }
        if (where == KeptIn.TOKEN && there == null && draft.type().hasSecret()) {
            throw ProblemException.field(FIELD, "the present secret is not in the token: send it again");
        }
    }

    private Draft inToken(Draft draft, Secret secret) {
        KeyToken to = token();
        Content fitting = draft.in(null).fitting(secret);
        List<String> warnings = draft.in(null).warnings(secret);
        TokenKey key =
                switch (draft.type()) {
                    case PSK -> new TokenKey(to.put(secret), null);
                    case SIGNING_KEY, DECRYPTION_KEY -> privateKey(to, draft, fitting, secret);
                    case XAUTH_USER, TRUST_ANCHOR, PEER_PUBLIC_KEY, REVOCATION_LIST ->
                        throw ProblemException.field(FIELD, "a credential of this type is in the database");
                };
        return draft.in(key).with(onlyOurs(), warnings);
    }

    private static TokenKey privateKey(KeyToken to, Draft draft, Content fitting, Secret pkcs8) {
        PublicKey publicKey = fitting.publicKey() != null
                ? KeyKind.publicKey(fitting.publicKey())
                : draft.certificates().getFirst().getPublicKey();
        requireKind(
                KeyKind.of(publicKey).filter(kind -> kind != KeyKind.ED25519).isPresent());
        PrivateKey key = pkcs8.with(KeyKind::anyPrivateKey)
                .orElseThrow(() -> new IllegalStateException("a key that fits its certificate is one"));
        return new TokenKey(to.put(key, publicKey), Octets.wrap(publicKey.getEncoded()));
    }

    private static void requireKind(boolean isTaken) {
        if (!isTaken) {
            throw ProblemException.field(FIELD, "a key for Ed25519 is in the database: tokens have RSA and ECDSA");
        }
    }

    /** What is sealed in the place of a secret that is in the token. */
    private Secret onlyOurs() {
        byte[] octets = new byte[SEALED_OCTETS];
        random.nextBytes(octets);
        return Secret.wrap(octets);
    }

    private KeyToken token() {
        return token.orElseThrow(() -> ProblemException.field(
                FIELD, "this vault has no token for keys: its operator sets ikebus.vault.key-token.library"));
    }
}
