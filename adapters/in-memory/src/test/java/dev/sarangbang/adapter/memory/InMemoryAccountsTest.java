package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.AccountsContract;
import dev.sarangbang.domain.port.Accounts;

class InMemoryAccountsTest extends AccountsContract {

    private final Accounts accounts = new InMemoryAccounts();

    @Override
    protected Accounts accounts() {
        return accounts;
    }
}
