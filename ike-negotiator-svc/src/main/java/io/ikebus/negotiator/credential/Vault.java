package io.ikebus.negotiator.credential;

import java.util.Optional;

/** The vault as it is seen from within a step. */
@FunctionalInterface
public interface Vault {
    /**
     * What the vault says to this question. Empty if it has not been asked yet: then it is asked when the step ends, and
     * the same message is taken in once more.
     */
    Optional<VaultAnswer> ask(VaultQuestion question);
}
