package dev.sarangbang.adapter.sqlite;

import dev.sarangbang.adapter.contract.ReadMarksContract;
import dev.sarangbang.domain.port.ReadMarks;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteReadMarksTest extends ReadMarksContract {

    @RegisterExtension
    private final OpenStore open = new OpenStore();

    @Override
    protected ReadMarks readMarks() {
        return open.store().readMarks();
    }

    @Override
    protected ReadMarks reopen() {
        return open.afterCrash().readMarks();
    }
}
