package io.ikebus.vault.holdings;

import org.jspecify.annotations.Nullable;

/** The database cannot be used at the moment; what the vault has in memory can. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
