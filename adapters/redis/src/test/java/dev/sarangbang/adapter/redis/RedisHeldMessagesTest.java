package dev.sarangbang.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sarangbang.adapter.contract.HeldMessagesContract;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisHeldMessagesTest extends HeldMessagesContract {

    @RegisterExtension
    private final OpenRedis open = new OpenRedis();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T09:00:00Z"));
    private final AtomicInteger losses = new AtomicInteger();
    private final HeldMessages here = node();
    private final HeldMessages there = node();

    private final AccountId ann = Samples.accountId();
    private final Room kitchen = Samples.opening().after();
    private final List<Entry> talk = Samples.talk(kitchen, 4).entries();

    @Override
    protected HeldMessages heldMessages() {
        return here;
    }

    @Override
    protected HeldMessages elsewhere() {
        return there;
    }

    @Test
    void what_is_held_first_after_a_loss_is_not_taken_for_all_there_was() {
        here.hold(List.of(ann), talk.get(0));
        loseEverything();

        assertThat(here.heldFor(ann, kitchen.id())).isEqualTo(Held.NOTHING);
        there.hold(List.of(ann), talk.get(1));
        assertThat(here.heldFor(ann, kitchen.id())).isEqualTo(new Held(talk.subList(1, 2), true));
        assertThat(losses).hasPositiveValue();

        here.release(ann, kitchen.id(), talk.get(1).sequence());
        assertThat(here.heldFor(ann, kitchen.id())).isEqualTo(Held.NOTHING);
    }

    @Test
    void a_loss_is_forgotten_when_nothing_lost_could_be_held_any_more() {
        here.hold(List.of(ann), talk.get(0));
        loseEverything();
        assertThat(here.heldFor(ann, kitchen.id())).isEqualTo(Held.NOTHING);
        pass(HeldMessages.AGE_MAX);

        here.hold(List.of(ann), talk.get(1));
        assertThat(here.heldFor(ann, kitchen.id())).isEqualTo(new Held(talk.subList(1, 2), false));
    }

    @Test
    void an_empty_redis_that_nobody_has_seen_before_has_lost_nothing() {
        HeldMessages newcomer = node();

        newcomer.hold(List.of(ann), talk.get(0));
        assertThat(newcomer.heldFor(ann, kitchen.id())).isEqualTo(new Held(talk.subList(0, 1), false));
        assertThat(losses).hasValue(0);
    }

    @Test
    void what_is_too_old_goes_when_something_comes_and_that_is_told() {
        here.hold(List.of(ann), talk.get(0));
        here.hold(List.of(ann), talk.get(1));
        pass(HeldMessages.AGE_MAX.minusDays(1));
        here.hold(List.of(ann), talk.get(2));
        pass(Duration.ofDays(1));
        here.hold(List.of(ann), talk.get(3));

        assertThat(there.heldFor(ann, kitchen.id())).isEqualTo(new Held(talk.subList(2, 4), true));
    }

    @Test
    void nothing_is_left_of_what_was_released_and_all_else_goes_by_itself() {
        AccountId bob = Samples.accountId();
        talk.forEach(entry -> here.hold(List.of(ann, bob), entry));
        here.release(ann, kitchen.id(), new Sequence(Long.MAX_VALUE));

        Set<String> left = open.raw().keys(open.keys().prefix() + "*");
        assertThat(left)
                .containsExactlyInAnyOrder(
                        open.keys().generation(),
                        open.keys().held(bob),
                        open.keys().heldOrder(bob));
        assertThat(open.raw().pttl(open.keys().held(bob))).isBetween(1L, HeldMessages.AGE_MAX.toMillis());
        assertThat(open.raw().pttl(open.keys().heldOrder(bob))).isBetween(1L, HeldMessages.AGE_MAX.toMillis());
    }

    @Test
    void to_hold_for_nobody_is_no_error() {
        here.hold(List.of(), talk.get(0));
        assertThat(here.heldFor(ann, kitchen.id())).isEqualTo(Held.NOTHING);
    }

    @Test
    void what_is_no_entry_is_corrupt() {
        here.hold(List.of(ann), talk.get(0));
        String member = kitchen.id().value() + ":" + talk.get(0).sequence().value();
        open.raw().hset(open.keys().held(ann), member, "1 {\"v\":7}");

        assertThatExceptionOfType(PortException.Corrupt.class).isThrownBy(() -> here.heldFor(ann, kitchen.id()));
    }

    private void loseEverything() {
        var raw = open.raw();
        raw.del(raw.keys(open.keys().prefix() + "*").toArray(String[]::new));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private HeldMessages node() {
        Redis redis = open.connect();
        var generation =
                new Generation(redis, open.keys(), () -> now.get(), new Random(), more -> losses.incrementAndGet());
        return new RedisHeldMessages(redis, open.keys(), generation, () -> now.get());
    }
}
