package io.ikebus.vault.credential;

import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import java.util.function.Predicate;

/** What a resource shows of the one set of names that all credentials share. */
public enum Family {
    CREDENTIALS("credential", one -> !one.is(CredentialType.REVOCATION_LIST)),
    TRUST_ANCHORS("trust anchor", one -> one.is(CredentialType.TRUST_ANCHOR)),
    REVOCATION_LISTS("revocation list", one -> one.is(CredentialType.REVOCATION_LIST));

    private final String word;
    private final Predicate<Credential> members;

    Family(String word, Predicate<Credential> members) {
        this.word = word;
        this.members = members;
    }

    public boolean has(Credential credential) {
        return !credential.isFormer() && members.test(credential);
    }

    /** @throws ProblemException 404 if the name is that of something else; of nothing, or of a damaged row, it may be */
    public void require(Holdings holdings, String name) {
        Credential present = holdings.credentials().get(name);
        if (present != null && !has(present)) {
            throw ProblemException.notFound("there is no " + word + " of this name");
        }
    }

    /** @throws ProblemException 409 if the name is that of something else */
    public void requireFree(Holdings holdings, String name) {
        Credential present = holdings.credentials().get(name);
        if (present != null && !has(present)) {
            throw new ProblemException(Problem.of(
                    409,
                    "name-taken",
                    "there is a " + present.stored().type() + " of this name: all share one set of names",
                    null));
        }
    }

    /** @throws ProblemException 404, or 500 if its row is damaged */
    public Credential get(Holdings holdings, String name) {
        Credential present = holdings.credentials().get(name);
        if (present == null && holdings.damagedCredentials().contains(name)) {
            throw new ProblemException(Problem.of(
                    500, "damaged", "the credential's row is not as the vault wrote it: replace or delete it", null));
        }
        if (present == null || !has(present)) {
            throw ProblemException.notFound("there is no " + word + " of this name");
        }
        return present;
    }
}
