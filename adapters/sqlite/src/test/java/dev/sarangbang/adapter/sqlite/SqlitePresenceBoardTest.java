package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.PresenceBoardContract;
import dev.sarangbang.domain.port.PresenceBoard;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlitePresenceBoardTest extends PresenceBoardContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected PresenceBoard presenceBoard() {
        return open.store().presenceBoard();
    }
}
