package io.ikebus.vault.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A database as a vault of before the chain left it. */
final class OldEvents {
    private OldEvents() {}

    static void write(String url, String user, String password, int events) {
        if (events == 0) {
            return;
        }
        Flyway.configure().dataSource(url, user, password).target("1").load().migrate();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement insert = connection.prepareStatement("""
                        insert into audit_event select 50 * n, now(), 'otto', 'skeyid', 'used', 'old', 'old ' || n
                        from generate_series(1, ?) n""")) {
            insert.setInt(1, events);
            insert.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
