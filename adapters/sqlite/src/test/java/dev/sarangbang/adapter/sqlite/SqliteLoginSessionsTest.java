package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.LoginSessionsContract;
import dev.sarangbang.domain.port.LoginSessions;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteLoginSessionsTest extends LoginSessionsContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected LoginSessions loginSessions() {
        return open.store().loginSessions();
    }

    @Override
    protected LoginSessions reopen() {
        return open.afterCrash().loginSessions();
    }
}
