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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        Optional<Credential> present = find(holdings, request, UserSide.SERVER);
        Optional<Credential> proved = proved(versions(holdings, present), digest(password));
        if (proved.isEmpty()) {
            requireWhole(holdings, present);
            attempts.failed(user);
            throw new ProblemException(
                    Problem.of(422, "wrong-password", "there is no such user, or this is not the password", null));
        }
        attempts.succeeded(user);
        return new UserVerified(proved.get().name());
    }

    /** The present version and those that are good beside it. */
    private static List<Credential> versions(Holdings holdings, Optional<Credential> present) {
        return present.stream()
                .flatMap(one -> Stream.concat(Stream.of(one), holdings.formersOf(one.name()).stream()))
                .toList();
    }

    private Optional<Credential> proved(List<Credential> versions, byte[] given) {
        if (versions.isEmpty()) {
            // As long as for somebody.
            var _ = MessageDigest.isEqual(nobody, given);
        }
        Optional<Credential> found = Optional.empty();
        for (Credential one : versions) {
            boolean right = MessageDigest.isEqual(digest(one), given);
            found = right && found.isEmpty() ? Optional.of(one) : found;
        }
        return found;
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
