package io.ikebus.local.stack;

import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.testkit.pki.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Who may do what on this stack: certificates for its processes, a token for the person at the terminal. All new at
 * each start, and good for two days.
 */
final class Identities {

    static final String ISSUER = "https://ikebus.invalid/local";
    private static final Set<String> OPERATOR_ROLES = Set.of("viewer", "operator", "vault-admin", "auditor");
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(48);

    private final LocalAuthority authority;
    private final TokenIssuer tokens;
    private final Path operatorToken;

    private Identities(LocalAuthority authority, TokenIssuer tokens, Path operatorToken) {
        this.authority = authority;
        this.tokens = tokens;
        this.operatorToken = operatorToken;
    }

    static Identities create(Layout layout) {
        LocalAuthority authority = LocalAuthority.create(layout.pki());
        TokenIssuer tokens = TokenIssuer.create(layout.pki(), ISSUER);
        String token = tokens.issue("launcher", OPERATOR_ROLES, TOKEN_LIFETIME);
        return new Identities(authority, tokens, OwnerOnly.write(layout.operatorToken(), token + "\n"));
    }

    /** @param role what the services know its holder by, e.g. {@code agent:east} */
    synchronized IssuedCertificate certificate(String role) {
        return authority.issue(role);
    }

    Path tokenVerificationKey() {
        return tokens.publicKeyFile();
    }

    Path operatorToken() {
        return operatorToken;
    }
}
