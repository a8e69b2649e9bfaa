package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.MessageSearchContract;
import dev.sarangbang.domain.port.MessageSearch;
import dev.sarangbang.domain.port.RoomLog;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteMessageSearchTest extends MessageSearchContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected MessageSearch messageSearch() {
        return open.store().messageSearch();
    }

    @Override
    protected RoomLog roomLog() {
        return open.store().roomLog();
    }

    @Override
    protected MessageSearch reopen() {
        return open.afterCrash().messageSearch();
    }
}
