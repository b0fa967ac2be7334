package io.ikebus.testkit.postgres;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a database shall be.
 *
 * @param directory where its data lies and stays; empty for a temporary one that goes with the server
 * @param port TCP port on 127.0.0.1; 0 for a free one
 * @param user a role that owns the database, and its name
 * @param password of that role, and of PostgreSQL's superuser
 */
public record DatabaseOptions(Optional<Path> directory, int port, String user, String password) {

    public DatabaseOptions {
        if (user.isBlank() || user.equals("postgres") || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "a database needs a password and a user other than PostgreSQL's own, not \"" + user + "\"");
        }
    }

    /** Data that goes with the server, on a free port. */
    public static DatabaseOptions temporary(String user, String password) {
        return new DatabaseOptions(Optional.empty(), 0, user, password);
    }

    public DatabaseOptions keptIn(Path kept) {
        return new DatabaseOptions(Optional.of(kept), port, user, password);
    }

    public DatabaseOptions onPort(int wanted) {
        return new DatabaseOptions(directory, wanted, user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseOptions[" + directory + ", port " + port + ", user " + user + "]";
    }
}
