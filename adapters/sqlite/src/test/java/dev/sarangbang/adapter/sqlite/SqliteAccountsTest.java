package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.AccountsContract;
import dev.sarangbang.domain.port.Accounts;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteAccountsTest extends AccountsContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected Accounts accounts() {
        return open.store().accounts();
    }

    @Override
    protected Accounts reopen() {
        return open.afterCrash().accounts();
    }
}
