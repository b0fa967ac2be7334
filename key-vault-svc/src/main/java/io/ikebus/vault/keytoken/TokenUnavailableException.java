package io.ikebus.vault.keytoken;

/** The token, or a key that should be in it, cannot be used now. */
public final class TokenUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for people, without any secret */
    public TokenUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public TokenUnavailableException(String message) {
        super(message);
    }
}
