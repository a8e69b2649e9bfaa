package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Knows who is here. The leases live in memory, for they cannot outlive the process whose connections they stand for.
 * When somebody was last active is saved in the background, many at a time: nobody waits for a disk to come or go, and
 * a crash makes it older by {@value #SAVE_SECONDS} seconds at most.
 */
final class SqlitePresenceBoard implements PresenceBoard, AutoCloseable {

    /** How often last activity is saved. */
    static final int SAVE_SECONDS = 10;

    /** The most accounts saved in one operation: saving must not hold up the messages behind it. */
    private static final int SAVED_AT_ONCE_MAX = 200;

    private static final Logger LOG = System.getLogger(SqlitePresenceBoard.class.getName());

    private static final String SAVE = "INSERT INTO last_active (account, at) VALUES (?, ?)"
            + " ON CONFLICT (account) DO UPDATE SET at = max(at, excluded.at)";
    private static final String SAVED = "SELECT account, at FROM last_active WHERE account " + Ids.LISTED;

    private final Writer writer;
    private final Readers readers;
    private final Attendance attendance = new Attendance();
    private final ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sqlite-presence").daemon().factory());

    SqlitePresenceBoard(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    void start() {
        Future<?> unused = saver.scheduleWithFixedDelay(this::save, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean arrive(ConnectionKey connection, Instant now) {
        return attendance.arrive(connection, now.toEpochMilli());
    }

    @Override
    public void refresh(Collection<ConnectionKey> connections, Instant now) {
        attendance.refresh(connections, now.toEpochMilli());
    }

    @Override
    public boolean depart(ConnectionKey connection, Instant now) {
        return attendance.depart(connection, now.toEpochMilli());
    }

    @Override
    public Map<AccountId, Presence> of(Collection<AccountId> accounts, Instant now) {
        Map<AccountId, Presence> presences = attendance.of(accounts, now.toEpochMilli());
        List<AccountId> others = accounts.stream()
                .filter(account -> !presences.containsKey(account))
                .toList();
        if (others.isEmpty()) {
            return presences;
        }
        String wanted = Ids.list(others, AccountId::value);
        for (Seen seen : readers.read(session -> session.all(SAVED, Seen::read, wanted))) {
            presences.putIfAbsent(seen.account(), new Presence(Status.OFFLINE, Optional.of(seen.at())));
        }
        others.forEach(account -> presences.putIfAbsent(account, Presence.NEVER_SEEN));
        return presences;
    }

    /** How many accounts are kept in memory. */
    int remembered() {
        return attendance.size();
    }

    /** Saves what has not been saved. */
    void save() {
        try {
            Map<AccountId, Long> unsaved = attendance.unsaved(SAVED_AT_ONCE_MAX);
            while (!unsaved.isEmpty()) {
                save(unsaved);
                attendance.saved(unsaved);
                unsaved = unsaved.size() < SAVED_AT_ONCE_MAX ? Map.of() : attendance.unsaved(SAVED_AT_ONCE_MAX);
            }
            attendance.forgetTheGone();
        } catch (RuntimeException e) { // also a bug: the executor would swallow it, and never call again
            LOG.log(Level.WARNING, "who was last active when was not saved; it will be tried again", e);
        }
    }

    private void save(Map<AccountId, Long> lastActive) {
        writer.write(session -> {
            for (Map.Entry<AccountId, Long> seen : lastActive.entrySet()) {
                session.update(SAVE, seen.getKey().value(), seen.getValue());
            }
            return true;
        });
    }

    /** Saves for the last time. */
    @Override
    public void close() {
        saver.shutdown();
        save();
    }

    private record Seen(AccountId account, Instant at) {
        static Seen read(ResultSet row) throws SQLException {
            return new Seen(new AccountId(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2)));
        }
    }
}
