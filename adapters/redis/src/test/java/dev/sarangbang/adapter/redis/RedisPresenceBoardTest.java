package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sarangbang.adapter.contract.PresenceBoardContract;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.PresenceBoard;
import dev.sarangbang.domain.presence.ConnectionKey;
import dev.sarangbang.domain.presence.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPresenceBoardTest extends PresenceBoardContract {

    @RegisterExtension
    private final OpenRedis open = new OpenRedis();

    private final PresenceBoard here = new RedisPresenceBoard(open.connect(), open.keys(), OpenRedis.CLOCK_OF_THE_TEST);
    private final PresenceBoard there =
            new RedisPresenceBoard(open.connect(), open.keys(), OpenRedis.CLOCK_OF_THE_TEST);

    @Override
    protected PresenceBoard presenceBoard() {
        return here;
    }

    @Override
    protected PresenceBoard elsewhere() {
        return there;
    }

    @Test
    void a_whole_village_is_refreshed_and_asked_for_at_once() {
        List<AccountId> village = Samples.accountIds(2 * RedisPresenceBoard.AT_ONCE_MAX + 50);
        here.refresh(village.stream().map(Samples::connection).toList(), now());

        assertThat(there.of(village, now()))
                .hasSize(village.size())
                .allSatisfy(
                        (account, presence) -> assertThat(presence.isOnline()).isTrue());
    }

    @Test
    void connections_of_a_crashed_node_are_forgotten_one_lease_after_they_lapsed() {
        AccountId ann = Samples.accountId();
        ConnectionKey crashed = Samples.connection(ann);
        ConnectionKey next = Samples.connection(ann);
        here.arrive(crashed, now());
        passTime(PresenceBoard.LEASE.multipliedBy(2));
        here.arrive(next, now());

        assertThat(open.raw().hkeys(open.keys().presence(ann)))
                .isEqualTo(Set.of(
                        "seen", next.device().value() + ":" + next.connection().value()));
    }

    @Test
    void a_node_whose_clock_is_wrong_shows_nobody_as_gone_who_is_here() {
        PresenceBoard right = new RedisPresenceBoard(open.connect(), open.keys(), LeaseClock.OF_REDIS);
        PresenceBoard wrong = new RedisPresenceBoard(open.connect(), open.keys(), LeaseClock.OF_REDIS);
        AccountId ann = Samples.accountId();
        AccountId bob = Samples.accountId();
        Instant now = Instant.now();
        Instant ahead = now.plusSeconds(3_600);
        Instant behind = now.minusSeconds(3_600);
        right.arrive(Samples.connection(ann), now);
        wrong.arrive(Samples.connection(bob), behind);

        assertThat(wrong.of(List.of(ann), ahead).get(ann).isOnline()).isTrue();
        assertThat(right.of(List.of(bob), now).get(bob).isOnline()).isTrue();
        assertThat(wrong.arrive(Samples.connection(ann), ahead)).as("was away").isFalse();
        assertThat(wrong.depart(Samples.connection(ann), ahead)).as("is away").isFalse();
    }

    @Test
    void who_departs_without_having_come_was_never_seen() {
        AccountId ann = Samples.accountId();

        assertThat(here.depart(Samples.connection(ann), now())).isTrue();
        assertThat(there.of(List.of(ann), now())).containsEntry(ann, Presence.NEVER_SEEN);
    }

    @Test
    void nobody_is_remembered_for_ever() {
        AccountId ann = Samples.accountId();
        here.arrive(Samples.connection(ann), now());

        assertThat(open.raw().pttl(open.keys().presence(ann))).isBetween(1L, RedisPresenceBoard.KEPT.toMillis());
    }

    @Test
    void what_is_no_presence_is_corrupt() {
        AccountId ann = Samples.accountId();
        AccountId bob = Samples.accountId();
        open.raw().set(open.keys().presence(ann), "a string");
        open.raw().hset(open.keys().presence(bob), "phone:1", "soon");

        assertThatExceptionOfType(PortException.Corrupt.class).isThrownBy(() -> here.of(List.of(ann), now()));
        assertThatExceptionOfType(PortException.Corrupt.class).isThrownBy(() -> here.of(List.of(bob), now()));
        assertThatExceptionOfType(PortException.Corrupt.class)
                .isThrownBy(() -> here.arrive(Samples.connection(bob), now()));
    }
}
