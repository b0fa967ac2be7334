package io.ikebus.vault.user;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/** Chooses a user's credential; compares its password, or hands it out. */
@Singleton
final class Users {
    private final RestSealing sealing;
    private final Attempts attempts;
    /** What nobody's password is compared with. */
    private final byte[] nobody = new byte[32];

    Users(RestSealing sealing, Attempts attempts, SecureRandom random) {
        this.sealing = sealing;
        this.attempts = attempts;
        random.nextBytes(nobody);
    }

    /**
     * Whoever asks learns nothing of whether there is such a user: an unknown one has a wrong password, and what is
     * compared are digests of one length.
     *
     * @throws ProblemException if the password is not this user's, or was wrong too often
     */
    UserVerified verified(Holdings holdings, UserRequest request, Secret password) {
        String user = request.user().text();
        if (!attempts.mayTry(user)) {
            throw new ProblemException(Problem.of(
                    429, "too-many-attempts", "this user's password was wrong too often; let him wait", null));
        }
        Optional<Credential> credential = find(holdings, request, UserSide.SERVER);
        byte[] expected = credential.map(this::digest).orElse(nobody);
        if (!MessageDigest.isEqual(expected, digest(password)) || credential.isEmpty()) {
            requireWhole(holdings, credential);
            attempts.failed(user);
            throw new ProblemException(
                    Problem.of(422, "wrong-password", "there is no such user, or this is not the password", null));
        }
        attempts.succeeded(user);
        return new UserVerified(credential.get().name());
    }

    /** @throws ProblemException if we are no such user towards this peer */
    PasswordAnswer password(Holdings holdings, UserRequest request) {
        Optional<Credential> found = find(holdings, request, UserSide.CLIENT);
        requireWhole(holdings, found);
        Credential credential = found.orElseThrow(() -> new ProblemException(
                Problem.of(404, "no-credential", "no credential says that we are this user towards this peer", null)));
        Secret password = open(credential);
        try {
            return PasswordAnswer.of(password, credential.name());
        } finally {
            password.destroy();
        }
    }

    private static Optional<Credential> find(Holdings holdings, UserRequest request, UserSide side) {
        return holdings.index(Credential.user(side, request.user().text())).best(request.question());
    }

    private Secret open(Credential credential) {
        return sealing.open(credential.stored().sealed(), credential.stored().binding())
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
    }

    private byte[] digest(Credential credential) {
        Secret password = open(credential);
        try {
            return digest(password);
        } finally {
            password.destroy();
        }
    }

    private static byte[] digest(Secret password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return password.with(sha::digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void requireWhole(Holdings holdings, Optional<Credential> found) {
        if (found.isEmpty() && !holdings.damagedCredentials().isEmpty()) {
            throw new ProblemException(Problem.of(
                    503,
                    "damaged",
                    "no readable credential is for this user, but there are damaged ones, so this is no final answer",
                    null));
        }
    }
}
