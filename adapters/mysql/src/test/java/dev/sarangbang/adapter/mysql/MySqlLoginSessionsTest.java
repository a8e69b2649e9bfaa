package dev.sarangbang.adapter.mysql;

import dev.sarangbang.adapter.contract.LoginSessionsContract;
import dev.sarangbang.domain.port.LoginSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class MySqlLoginSessionsTest extends LoginSessionsContract {

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
    protected LoginSessions loginSessions() {
        return servers().here().loginSessions();
    }

    @Override
    protected LoginSessions elsewhere() {
        return servers().elsewhere().loginSessions();
    }

    @Override
    protected LoginSessions reopen() {
        reopened = servers().reopened();
        return reopened.loginSessions();
    }
}
