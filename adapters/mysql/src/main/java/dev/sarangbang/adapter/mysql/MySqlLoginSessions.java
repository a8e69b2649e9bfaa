package dev.sarangbang.adapter.mysql;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.SessionKey;
import dev.sarangbang.domain.port.LoginSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Keeps login sessions. Reads and writes go to the one primary, so what was closed is closed for all nodes (S3). */
final class MySqlLoginSessions implements LoginSessions {

    /** The most expired sessions removed in one statement: a great sweep must not lock much for long. */
    private static final int SWEPT_AT_ONCE_MAX = 500;

    private static final String OPEN =
            "INSERT INTO login_sessions (session_key, account, created_at, expires_at) VALUES (?, ?, ?, ?)";
    private static final String TOO_MANY =
            "SELECT session_key FROM login_sessions WHERE account = ? AND session_key <> ?"
                    + " ORDER BY expires_at DESC, session_key LIMIT 1000 OFFSET " + (SESSIONS_PER_ACCOUNT_MAX - 1);
    private static final String FIND = "SELECT session_key, account, created_at, expires_at FROM login_sessions"
            + " WHERE session_key = ? AND expires_at > ?";
    private static final String OF_ACCOUNT = "SELECT session_key, account, created_at, expires_at FROM login_sessions"
            + " WHERE account = ? AND expires_at > ?";
    private static final String EXTEND =
            "UPDATE login_sessions SET expires_at = ? WHERE session_key = ? AND expires_at < ?";
    private static final String CLOSE = "DELETE FROM login_sessions WHERE session_key = ?";
    private static final String SWEEP = "DELETE FROM login_sessions WHERE expires_at <= ?"
            + " ORDER BY expires_at, session_key LIMIT " + SWEPT_AT_ONCE_MAX;

    private final Database database;

    MySqlLoginSessions(Database database) {
        this.database = database;
    }

    /**
     * Adds first and counts afterwards: of all who open at once, the last to be added counts them all. If this ends between the two, a
     * session is too many until the next is opened.
     */
    @Override
    public List<SessionKey> open(LoginSession session) {
        long account = session.account().value();
        return database.answer(handle -> {
            Database.add(
                    handle,
                    OPEN,
                    bytes(session.key()),
                    account,
                    session.createdAt().toEpochMilli(),
                    session.expiresAt().toEpochMilli());
            List<SessionKey> tooMany = handle.select(TOO_MANY, account, bytes(session.key()))
                    .map(Database.rows(MySqlLoginSessions::key))
                    .list();
            tooMany.forEach(key -> handle.execute(CLOSE, bytes(key)));
            return tooMany;
        });
    }

    @Override
    public Optional<LoginSession> find(SessionKey key, Instant now) {
        return database.answer(handle -> handle.select(FIND, bytes(key), now.toEpochMilli())
                .map(Database.rows(MySqlLoginSessions::session))
                .findFirst());
    }

    @Override
    public List<LoginSession> of(AccountId account, Instant now) {
        return database.answer(handle -> handle.select(OF_ACCOUNT, account.value(), now.toEpochMilli())
                .map(Database.rows(MySqlLoginSessions::session))
                .list());
    }

    @Override
    public void extend(SessionKey key, Instant expiresAt) {
        long until = expiresAt.toEpochMilli();
        database.answer(handle -> handle.execute(EXTEND, until, bytes(key), until));
    }

    @Override
    public void close(SessionKey key) {
        database.answer(handle -> handle.execute(CLOSE, bytes(key)));
    }

    @Override
    public void sweep(Instant now) {
        int swept;
        do {
            swept = database.answer(handle -> handle.execute(SWEEP, now.toEpochMilli()));
        } while (swept == SWEPT_AT_ONCE_MAX);
    }

    private static byte[] bytes(SessionKey key) {
        return HexFormat.of().parseHex(key.hex());
    }

    private static SessionKey key(ResultSet row) throws SQLException {
        return new SessionKey(HexFormat.of().formatHex(row.getBytes(1)));
    }

    private static LoginSession session(ResultSet row) throws SQLException {
        return new LoginSession(
                key(row),
                new AccountId(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
