package io.ikebus.vault.masterkey;

/** The device that keeps the master key cannot be asked. */
public final class MasterKeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MasterKeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
