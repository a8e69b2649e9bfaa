package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.PresenceBoardContract;
import dev.sarangbang.domain.port.PresenceBoard;

class InMemoryPresenceBoardTest extends PresenceBoardContract {

    private final PresenceBoard board = new InMemoryPresenceBoard();

    @Override
    protected PresenceBoard presenceBoard() {
        return board;
    }
}
