package dev.sarangbang.adapter.sqlite.wrong;

import java.sql.Connection;

/** Wrong on purpose: who uses it knows what is behind it. */
public final class ShowsItsConnection {

    public void with(Connection connection) {
        throw new UnsupportedOperationException(connection.toString());
    }
}
