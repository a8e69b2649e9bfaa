package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.LoginSessionsContract;
import dev.sarangbang.domain.port.LoginSessions;

class InMemoryLoginSessionsTest extends LoginSessionsContract {

    private final LoginSessions sessions = new InMemoryLoginSessions();

    @Override
    protected LoginSessions loginSessions() {
        return sessions;
    }
}
