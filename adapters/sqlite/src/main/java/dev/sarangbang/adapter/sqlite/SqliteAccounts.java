package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.Accounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps accounts. */
final class SqliteAccounts implements Accounts {

    private static final String REGISTER =
            "INSERT INTO accounts (id, username, display_name, created_at, password_hash) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (username) DO NOTHING";
    private static final String OWNER = "SELECT id FROM accounts WHERE username = ?";
    private static final String FIND =
            "SELECT id, username, display_name, created_at FROM accounts WHERE id " + Ids.LISTED;
    private static final String FIND_BY_USERNAME =
            "SELECT id, username, display_name, created_at, password_hash FROM accounts WHERE username = ?";
    private static final String REPLACE_HASH =
            "UPDATE accounts SET password_hash = ? WHERE id = ? AND password_hash = ?";

    private final Writer writer;
    private final Readers readers;

    SqliteAccounts(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Registration register(Credentials credentials) {
        Account account = credentials.account();
        AccountId owner = writer.write(session -> {
            session.update(
                    REGISTER,
                    account.id().value(),
                    account.username().value(),
                    account.displayName().value(),
                    account.createdAt().toEpochMilli(),
                    credentials.passwordHash().encoded());
            return session.first(
                            OWNER,
                            row -> new AccountId(row.getLong(1)),
                            account.username().value())
                    .orElseThrow();
        });
        return owner.equals(account.id()) ? new Registration.Registered() : new Registration.UsernameTaken();
    }

    @Override
    public Map<AccountId, Account> find(Collection<AccountId> accounts) {
        String wanted = Ids.list(accounts, AccountId::value);
        Map<AccountId, Account> found = new HashMap<>();
        for (Account account : readers.read(session -> session.all(FIND, SqliteAccounts::account, wanted))) {
            found.put(account.id(), account);
        }
        return found;
    }

    @Override
    public Optional<Credentials> findByUsername(Username username) {
        return readers.read(session -> session.first(
                FIND_BY_USERNAME,
                row -> new Credentials(account(row), new PasswordHash(row.getString(5))),
                username.value()));
    }

    @Override
    public boolean replaceHash(AccountId account, PasswordHash known, PasswordHash next) {
        return writer.write(session -> session.update(REPLACE_HASH, next.encoded(), account.value(), known.encoded()))
                == 1;
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getLong(1)),
                new Username(row.getString(2)),
                new DisplayName(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
