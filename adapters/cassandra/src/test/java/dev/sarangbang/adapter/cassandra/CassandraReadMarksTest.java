package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.contract.ReadMarksContract;
import dev.sarangbang.domain.port.ReadMarks;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraReadMarksTest extends ReadMarksContract {

    @RegisterExtension
    private final OpenStores open = new OpenStores(Buckets.ENTRIES);

    @Override
    protected ReadMarks readMarks() {
        return open.here().readMarks();
    }

    @Override
    protected ReadMarks elsewhere() {
        return open.elsewhere().readMarks();
    }

    @Override
    protected ReadMarks reopen() {
        return open.another().readMarks();
    }
}
