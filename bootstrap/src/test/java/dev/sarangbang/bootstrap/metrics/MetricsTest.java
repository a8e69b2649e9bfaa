package dev.sarangbang.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.websocket.net.CloseCodes;
import dev.sarangbang.bootstrap.log.Complaints;
import dev.sarangbang.domain.port.PortException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Registry registry = new Registry();

    @AfterEach
    void close_the_registry() {
        registry.close();
    }

    @Test
    void the_process_itself_is_measured() {
        shows("jvm_memory_used_bytes{", "process_cpu_usage ", "process_files_open_files ", "jvm_threads_live_threads ");
    }

    @Test
    void what_the_application_does_is_counted() {
        var meter = new ApplicationMeter(registry.meters(), new Complaints(System::nanoTime));
        meter.appended(3, 2_000_000);
        meter.appended(1, 700_000);
        meter.pushed(9);
        meter.held(2);
        meter.busy();
        meter.degraded("presence", new PortException.Unavailable("gone"));
        shows(
                "sarangbang_entries_total 4.0",
                "sarangbang_append_seconds_count 2",
                "sarangbang_append_seconds_bucket{le=\"0.001\"} 1",
                "sarangbang_append_seconds_bucket{le=\"0.002\"} 2",
                "sarangbang_append_batch_sum 4.0",
                "sarangbang_notices_total 1.0",
                "sarangbang_pushes_total 9.0",
                "sarangbang_held_total 2.0",
                "sarangbang_refused_busy_total 1.0",
                "sarangbang_degraded_total{what=\"presence\"} 1.0");
    }

    @Test
    void what_happens_at_the_edge_is_counted_by_status_and_close_code() {
        var meter = new EdgeMeter(registry.meters());
        meter.connectionAccepted();
        meter.connectionAccepted();
        meter.connectionGone();
        meter.answered(200);
        meter.answered(404);
        meter.answered(404);
        meter.socketOpened();
        meter.socketOpened();
        meter.socketClosed(CloseCodes.TOO_SLOW);
        meter.framesSent(2, 300);
        shows(
                "sarangbang_edge_connections 1.0",
                "sarangbang_edge_sockets 1.0",
                "sarangbang_edge_requests_total{status=\"404\"} 2.0",
                "sarangbang_edge_sockets_closed_total{code=\"4000\"} 1.0",
                "sarangbang_edge_frames_sent_total 2.0",
                "sarangbang_edge_bytes_sent_total 300.0");
    }

    @Test
    void close_codes_that_clients_make_up_do_not_make_labels() {
        var meter = new EdgeMeter(registry.meters());
        for (int code = 3000; code < 4000; code++) {
            meter.socketOpened();
            meter.socketClosed(code);
        }
        assertThat(scrape().lines().filter(line -> line.startsWith("sarangbang_edge_sockets_closed_total")))
                .containsExactly("sarangbang_edge_sockets_closed_total{code=\"0\"} 1000.0");
    }

    @Test
    void what_an_adapter_measures_is_shown_under_its_name() {
        var metrics = new AdapterMetrics(registry.meters(), "my-store");
        metrics.counter("rows", "Rows written").accept(5);
        metrics.counter("rows", "Rows written").accept(1);
        metrics.gauge("queue", "What waits", () -> 7);
        metrics.durations("commit", "How long a commit takes").accept(3_000_000);
        metrics.sizes("batch", "Rows a commit").accept(16);
        shows(
                "sarangbang_my_store_rows_total 6.0",
                "sarangbang_my_store_queue 7.0",
                "sarangbang_my_store_commit_seconds_count 1",
                "sarangbang_my_store_commit_seconds_bucket{le=\"0.005\"} 1",
                "sarangbang_my_store_batch_bucket{le=\"16.0\"} 1");
    }

    private String scrape() {
        return new String(registry.scrape(), StandardCharsets.UTF_8);
    }

    private void shows(String... lines) {
        assertThat(scrape()).contains(lines);
    }
}
