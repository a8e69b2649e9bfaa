package dev.sarangbang.adapter.websocket.conformance;

import static dev.sarangbang.adapter.websocket.net.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.RawClient;
import dev.sarangbang.adapter.websocket.net.TestEdge;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What RFC 9112 asks of a server, where clients or what stands between get it wrong; and the opening handshake of RFC 6455. */
class Rfc9112Test {

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
    Stream<DynamicTest> requests_are_answered_as_the_table_says() {
        return CaseTable.read("conformance/http.cases", 4).stream()
                .map(row -> test(row, () -> {
                    try (RawClient client = edge.connect()) {
                        new HttpCase(row.cell(2), row.cell(3))
                                .play(client, "GET /next HTTP/1.1\r\nHost: x\r\n\r\n", 200);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> handshakes_are_answered_as_the_table_says() {
        return CaseTable.read("conformance/handshake.cases", 4).stream()
                .map(row -> test(row, () -> {
                    try (RawClient client = edge.connect()) {
                        new HandshakeCase(row.cell(2), row.cell(3)).play(client, Map.of());
                    }
                }));
    }

    private static DynamicTest test(CaseTable.Row row, org.junit.jupiter.api.function.Executable played) {
        return DynamicTest.dynamicTest(row.cell(0) + " " + row.cell(1), played);
    }
}
