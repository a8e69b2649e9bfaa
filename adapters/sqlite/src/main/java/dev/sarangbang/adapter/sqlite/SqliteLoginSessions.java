package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.port.LoginSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps login sessions. */
final class SqliteLoginSessions implements LoginSessions {

    /** The most expired sessions removed in one operation: a great sweep must not hold up the messages behind it. */
    private static final int SWEPT_AT_ONCE_MAX = 500;

    private static final String OPEN =
            "INSERT INTO login_sessions (key, account, created_at, expires_at) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
    private static final String TOO_MANY = "SELECT key FROM login_sessions WHERE account = ? AND key <> ?"
            + " ORDER BY expires_at DESC, key LIMIT -1 OFFSET " + (SESSIONS_PER_ACCOUNT_MAX - 1);
    private static final String FIND =
            "SELECT key, account, created_at, expires_at FROM login_sessions WHERE key = ? AND expires_at > ?";
    private static final String OF_ACCOUNT =
            "SELECT key, account, created_at, expires_at FROM login_sessions WHERE account = ? AND expires_at > ?";
    private static final String EXTEND = "UPDATE login_sessions SET expires_at = ? WHERE key = ? AND expires_at < ?";
    private static final String CLOSE = "DELETE FROM login_sessions WHERE key = ?";
    private static final String SWEEP = "DELETE FROM login_sessions WHERE key IN"
            + " (SELECT key FROM login_sessions WHERE expires_at <= ? ORDER BY expires_at LIMIT " + SWEPT_AT_ONCE_MAX
            + ")";

    private final Writer writer;
    private final Readers readers;

    SqliteLoginSessions(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public List<SessionKey> open(LoginSession session) {
        long account = session.account().value();
        return writer.write(database -> {
            database.update(
                    OPEN,
                    session.key().hex(),
                    account,
                    session.createdAt().toEpochMilli(),
                    session.expiresAt().toEpochMilli());
            List<SessionKey> tooMany = database.all(
                    TOO_MANY,
                    row -> new SessionKey(row.getString(1)),
                    account,
                    session.key().hex());
            for (SessionKey key : tooMany) {
                database.update(CLOSE, key.hex());
            }
            return tooMany;
        });
    }

    @Override
    public Optional<LoginSession> find(SessionKey key, Instant now) {
        return readers.read(
                database -> database.first(FIND, SqliteLoginSessions::session, key.hex(), now.toEpochMilli()));
    }

    @Override
    public List<LoginSession> of(AccountId account, Instant now) {
        return readers.read(database ->
                database.all(OF_ACCOUNT, SqliteLoginSessions::session, account.value(), now.toEpochMilli()));
    }

    @Override
    public void extend(SessionKey key, Instant expiresAt) {
        long until = expiresAt.toEpochMilli();
        writer.write(database -> database.update(EXTEND, until, key.hex(), until));
    }

    @Override
    public void close(SessionKey key) {
        writer.write(database -> database.update(CLOSE, key.hex()));
    }

    @Override
    public void sweep(Instant now) {
        int swept;
        do {
            swept = writer.write(database -> database.update(SWEEP, now.toEpochMilli()));
        } while (swept == SWEPT_AT_ONCE_MAX);
    }

    private static LoginSession session(ResultSet row) throws SQLException {
        return new LoginSession(
                new SessionKey(row.getString(1)),
                new AccountId(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
