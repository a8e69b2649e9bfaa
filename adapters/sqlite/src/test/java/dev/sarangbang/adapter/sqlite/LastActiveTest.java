package dev.sarangbang.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When somebody was last active outlives the process, though nobody waits for it to be saved. */
class LastActiveTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123Z");

    @TempDir
    private Path directory;

    @Test
    void last_activity_outlives_a_restart_and_connections_do_not() {
        List<AccountId> people = Samples.accountIds(500);
        AccountId stranger = Samples.accountId();
        try (SqliteStore store = open()) {
            for (AccountId person : people) {
                store.presenceBoard().arrive(Samples.connection(person), NOON);
            }
        }

        try (SqliteStore store = open()) {
            List<AccountId> all = new ArrayList<>(people);
            all.add(stranger);
            var presences = store.presenceBoard().of(all, NOON);

            assertThat(presences).hasSize(501).containsEntry(stranger, Presence.NEVER_SEEN);
            assertThat(people)
                    .allSatisfy(person -> assertThat(presences.get(person))
                            .isEqualTo(new Presence(Status.OFFLINE, Optional.of(NOON))));
        }
    }

    @Test
    void an_account_that_is_here_again_shows_its_new_activity() {
        AccountId ann = Samples.accountId();
        try (SqliteStore store = open()) {
            store.presenceBoard().arrive(Samples.connection(ann), NOON);
        }

        try (SqliteStore store = open()) {
            Instant later = NOON.plusSeconds(60);
            assertThat(store.presenceBoard().arrive(Samples.connection(ann), later))
                    .isTrue();
            assertThat(store.presenceBoard().of(List.of(ann), later))
                    .containsEntry(ann, new Presence(Status.ONLINE, Optional.of(later)));
        }
    }

    @Test
    void who_has_gone_leaves_memory_once_saved_and_is_still_known() {
        AccountId ann = Samples.accountId();
        AccountId bob = Samples.accountId();
        ConnectionKey ofAnn = Samples.connection(ann);
        try (SqliteStore store = open()) {
            var board = (SqlitePresenceBoard) store.presenceBoard();
            board.arrive(ofAnn, NOON);
            board.arrive(Samples.connection(bob), NOON);
            Instant left = NOON.plusSeconds(5);
            assertThat(board.depart(ofAnn, left)).isTrue();
            assertThat(board.remembered()).isEqualTo(2);

            board.save();

            assertThat(board.remembered()).isEqualTo(1);
            assertThat(board.of(List.of(ann, bob), left))
                    .containsEntry(ann, new Presence(Status.OFFLINE, Optional.of(left)))
                    .containsEntry(bob, new Presence(Status.ONLINE, Optional.of(NOON)));

            board.arrive(ofAnn, NOON.plus(PresenceBoard.LEASE));
            board.save();

            assertThat(board.remembered()).as("bob has lapsed").isEqualTo(1);
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(directory, WriteListener.NONE);
    }
}
