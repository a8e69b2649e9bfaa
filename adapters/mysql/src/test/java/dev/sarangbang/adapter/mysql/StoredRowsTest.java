package dev.sarangbang.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.port.Accounts.Registration.Registered;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.sync.Sequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be understood is reported, never guessed at. */
class StoredRowsTest {

    private final Credentials ann = Samples.credentials(Samples.username());
    private Login login;
    private MySqlStore store;

    @BeforeEach
    void open() throws SQLException {
        login = Servers.newDatabase(Servers.MYSQL.server());
        store = Servers.open(login);
        assertThat(store.accounts().register(ann)).isEqualTo(new Registered());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id = 0", "username = 'No Name'", "display_name = ''"})
    void an_account_that_cannot_be_is_reported(String damage) throws SQLException {
        console("UPDATE accounts SET " + damage);

        List<ThrowingCallable> reads = List.of(
                () -> store.accounts().findByUsername(ann.account().username()),
                () -> store.accounts().find(List.of(ann.account().id())));
        assertThat(reads).anySatisfy(read -> assertThatThrownBy(read).isInstanceOf(PortException.Corrupt.class));
        assertThat(store.accounts().register(Samples.credentials(Samples.username())))
                .isEqualTo(new Registered());
    }

    @Test
    void a_missing_table_is_reported_and_leaves_the_others_usable() throws SQLException {
        console("DROP TABLE room_directory");

        assertThatThrownBy(
                        () -> store.roomDirectory().add(Samples.accountId(), Samples.roomId(), Sequence.BEFORE_FIRST))
                .isInstanceOf(PortException.Corrupt.class);
        assertThat(store.accounts().findByUsername(ann.account().username())).contains(ann);
    }

    @Test
    void two_accounts_with_one_id_are_reported() {
        Credentials bob = Samples.credentials(Samples.username());
        var twin = new Credentials(
                new Account(
                        ann.account().id(),
                        bob.account().username(),
                        bob.account().displayName(),
                        bob.account().createdAt()),
                bob.passwordHash());

        assertThatThrownBy(() -> store.accounts().register(twin)).isInstanceOf(PortException.Corrupt.class);
    }

    private void console(String sql) throws SQLException {
        try (Connection console = Servers.connect(Servers.MYSQL.server(), login.database());
                Statement statement = console.createStatement()) {
            statement.execute(sql);
        }
    }
}
