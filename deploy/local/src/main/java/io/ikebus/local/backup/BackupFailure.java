package io.ikebus.local.backup;

/** A backup could not be made or restored; the message says why, for people. */
public final class BackupFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackupFailure(String message) {
        super(message);
    }

    public BackupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
