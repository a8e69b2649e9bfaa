package dev.sarangbang.adapter.memory;

import dev.sarangbang.adapter.contract.ReadMarksContract;
import dev.sarangbang.domain.port.ReadMarks;

class InMemoryReadMarksTest extends ReadMarksContract {

    private final ReadMarks marks = new InMemoryReadMarks();

    @Override
    protected ReadMarks readMarks() {
        return marks;
    }
}
