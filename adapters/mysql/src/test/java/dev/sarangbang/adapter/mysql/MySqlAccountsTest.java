package dev.sarangbang.adapter.mysql;

import dev.sarangbang.adapter.contract.AccountsContract;
import dev.sarangbang.domain.port.Accounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class MySqlAccountsTest extends AccountsContract {

    private @Nullable MySqlStore reopened;

    @AfterEach
    void close() {
        if (reopened != null) {
            reopened.close();
        }
    }

    Servers servers() {
        return Servers.MYSQL;
    }

    @Override
    protected Accounts accounts() {
        return servers().here().accounts();
    }

    @Override
    protected Accounts elsewhere() {
        return servers().elsewhere().accounts();
    }

    @Override
    protected Accounts reopen() {
        reopened = servers().reopened();
        return reopened.accounts();
    }
}
