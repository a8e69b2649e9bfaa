package dev.sarangbang.adapter.websocket.conformance;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.adapter.websocket.net.TestEdge;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 6455 asks of a server once a socket is open, in the groups of the Autobahn test suite, and where this edge is stricter. */
class Rfc6455Test {

    private static final String FOLDER = "conformance/frames";
    private static final int CASES_MIN = 250;

    private static TestEdge edge;
    private static Complaints complaints;

    @BeforeAll
    static void start() throws IOException {
        complaints = new Complaints();
        edge = new TestEdge();
    }

    @AfterAll
    static void stop() {
        eventually("all connections are gone", () -> edge.server.connections() == 0);
        edge.close();
        complaints.close();
        assertThat(complaints.heard()).isEmpty();
    }

    @TestFactory
    Stream<DynamicContainer> what_is_sent_is_answered_as_the_tables_say() {
        return CaseTable.files(FOLDER).stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file, CaseTable.read(file, 4).stream().map(Rfc6455Test::test)));
    }

    private static DynamicTest test(CaseTable.Row row) {
        return DynamicTest.dynamicTest(row.cell(0) + " " + row.cell(1), () -> {
            try (RawClient client = edge.open()) {
                new WireCase(row.cell(2), row.cell(3)).play(client);
            }
        });
    }

    @Test
    void there_are_many_cases() {
        assertThat(CaseTable.files(FOLDER).stream()
                        .flatMap(file -> CaseTable.read(file, 4).stream())
                        .map(row -> row.cell(0)))
                .hasSizeGreaterThanOrEqualTo(CASES_MIN)
                .doesNotHaveDuplicates();
    }

    /** A server that takes everything and says it back fails where it should. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.3.2", "1.4.4", "1.5.1", "2.1.6", "3.1.4", "4.1.1", "5.4.1", "5.5.1", "6.3.1", "6.4.2", "6.8.1",
                "6.10.1", "6.11.1", "6.12.1", "7.3.2", "7.9.2", "9.2.3"
            })
    void a_server_that_checks_nothing_is_caught(String id) throws IOException {
        CaseTable.Row row = CaseTable.files(FOLDER).stream()
                .flatMap(file -> CaseTable.read(file, 4).stream())
                .filter(each -> each.cell(0).equals(id))
                .findFirst()
                .orElseThrow();
        try (var careless = new CarelessServer();
                RawClient client = new RawClient(careless.port())) {
            client.upgrade();
            assertThatThrownBy(() -> new WireCase(row.cell(2), row.cell(3)).play(client))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void a_script_that_is_not_one_is_told_of() {
        for (String wrong : List.of("text(", "text(\"x)", "shout(\"x\")", "rsv1 text(\"x\")", "text(\"x\"))")) {
            assertThatThrownBy(() -> Wire.portions(wrong)).as(wrong).isInstanceOf(RuntimeException.class);
        }
    }
}
