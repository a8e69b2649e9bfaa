package dev.sarangbang.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Port;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharingTest {

    private final Map<Port<?>, AdapterProvider> chosen = new HashMap<>();

    @BeforeEach
    void everything_in_one_process() {
        choose(
                "sqlite",
                Port.ROOM_LOG,
                Port.DEVICE_CURSORS,
                Port.READ_MARKS,
                Port.ACCOUNTS,
                Port.LOGIN_SESSIONS,
                Port.ROOM_DIRECTORY,
                Port.PRESENCE_BOARD,
                Port.NODE_IDS);
        choose("in-memory", Port.SYNC_QUEUES, Port.HELD_MESSAGES);
        choose("argon2", Port.PASSWORD_HASHER);
    }

    @Test
    void one_process_with_its_own_stores_is_told_nothing() {
        assertThat(Sharing.warning(chosen)).isEmpty();
    }

    @Test
    void what_is_shared_and_may_be_lost_makes_no_difference() {
        choose("redis", Port.PRESENCE_BOARD, Port.NODE_IDS, Port.HELD_MESSAGES, Port.ROOM_LOG_CACHE);

        assertThat(Sharing.warning(chosen)).isEmpty();
    }

    @Test
    void a_shared_log_with_node_numbers_and_queues_of_ones_own_is_told_of() {
        choose("cassandra", Port.ROOM_LOG, Port.DEVICE_CURSORS, Port.READ_MARKS);
        choose("mysql", Port.ACCOUNTS, Port.LOGIN_SESSIONS, Port.ROOM_DIRECTORY);

        assertThat(Sharing.warning(chosen).orElseThrow())
                .startsWith("start no second node on these stores: nodes would share room-log (cassandra)")
                .contains("but not node-ids (sqlite), sync-queues (in-memory), presence-board (sqlite);");

        choose("redis", Port.NODE_IDS, Port.PRESENCE_BOARD);
        assertThat(Sharing.warning(chosen).orElseThrow()).contains("but not sync-queues (in-memory);");

        choose("rabbitmq", Port.SYNC_QUEUES);
        assertThat(Sharing.warning(chosen)).isEmpty();
    }

    @Test
    void shared_accounts_with_a_log_of_ones_own_are_told_of() {
        choose("mysql", Port.ACCOUNTS, Port.LOGIN_SESSIONS, Port.ROOM_DIRECTORY);
        choose("redis", Port.NODE_IDS, Port.PRESENCE_BOARD);
        choose("rabbitmq", Port.SYNC_QUEUES);

        assertThat(Sharing.warning(chosen).orElseThrow())
                .contains("but not room-log (sqlite), device-cursors (sqlite), read-marks (sqlite);");
    }

    private void choose(String adapter, Port<?>... ports) {
        AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(adapter))
                .findAny()
                .orElseThrow();
        for (Port<?> port : ports) {
            chosen.put(port, provider);
        }
    }
}
