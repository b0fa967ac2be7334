package io.ikebus.vault.store;

import io.ikebus.vault.holdings.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refuses a statement. */
final class DatabaseFault {
    /**
     * Classes of SQLSTATE: connection, authorization (the role or its password is no longer good), resources, operator
     * intervention (shutdown, statement time-out), system.
     */
    private static final Set<String> AWAY = Set.of("08", "28", "53", "57", "58");

    private DatabaseFault() {}

    static RuntimeException translated(RuntimeException thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(sql.getSQLState())) {
                return new StoreUnavailableException("the database cannot be used", thrown);
            }
        }
        return thrown;
    }

    /** The pool's own failures, such as no connection in time, have no state. */
    private static boolean isAway(@Nullable String state) {
        return state == null || (state.length() == 5 && AWAY.contains(state.substring(0, 2)));
    }
}
