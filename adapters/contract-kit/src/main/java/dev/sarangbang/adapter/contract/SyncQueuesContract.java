package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.presence.Presence;
import dev.sarangbang.domain.presence.Presence.Status;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SyncQueues} does. Extend it and supply the adapter under test, and end in a method of your own what {@link
 * #node()} began.
 */
public abstract class SyncQueuesContract {

    private static final int MANY = 200;
    private static final Duration PUBLISHING_TIME_MAX = Duration.ofSeconds(5);

    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();
    private final AccountId carl = Samples.accountId();
    private final List<ListeningNode> nodes = new ArrayList<>();

    /** Another node's end of the same queues, on which nobody listens yet. */
    protected abstract SyncQueues node();

    /**
     * Cuts all nodes off from what joins them, until closed. Not overridden by an adapter of which no part can fail alone, or not
     * in a test: it then reports what it does in an outage as aborted.
     */
    protected Outage outage() {
        return Assumptions.abort(Skipped.NO_OUTAGE);
    }

    /** How long to wait for what must come: only a failing test waits so long. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** A time in which nodes do not reach each other. */
    public interface Outage extends AutoCloseable {
        @Override
        void close();
    }

    @Test
    @DisplayName(
            "Q1: reaches every node that has a recipient's queue open, names those recipients, and reaches no other")
    void reaches_those_it_is_for() {
        ListeningNode one = join(ann, bob);
        ListeningNode two = join(bob);
        ListeningNode three = join();
        Notice notice = typing();

        one.publish(notice, ann, bob, carl);

        one.heard(new Delivery(Set.of(ann, bob), notice));
        two.heard(new Delivery(Set.of(bob), notice));
        three.heard();
        three.publish(notice, ann);
        one.heard(new Delivery(Set.of(ann, bob), notice), new Delivery(Set.of(ann), notice));
        two.heard(new Delivery(Set.of(bob), notice));
    }

    @Test
    @DisplayName("Q1: carries every kind of notice as it is")
    void carries_every_kind_of_notice() {
        ListeningNode one = join(ann);
        ListeningNode two = join(ann);
        List<Notice> notices = everyKind();

        notices.forEach(notice -> one.publish(notice, ann));

        Delivery[] deliveries = notices.stream()
                .map(notice -> new Delivery(Set.of(ann), notice))
                .toArray(Delivery[]::new);
        one.heard(deliveries);
        two.heard(deliveries);
    }

    @Test
    @DisplayName("Q1: reaches all recipients of a full room")
    void reaches_a_full_room() {
        List<AccountId> people = Samples.accountIds(Room.MEMBERS_MAX);
        ListeningNode one = join();
        ListeningNode two = join(people.toArray(AccountId[]::new));
        Notice notice = typing();

        one.publish(notice, people.toArray(AccountId[]::new));

        two.heard(new Delivery(Set.copyOf(people), notice));
    }

    @Test
    @DisplayName("Q2: keeps the order in which each thread publishes")
    void keeps_the_order_of_each_thread() {
        ListeningNode one = join(ann);
        ListeningNode two = join(ann, bob);
        List<AccountId> readers = Samples.accountIds(Race.RACERS);
        Race.run(Race.RACERS, racer -> {
            ListeningNode from = racer % 2 == 0 ? one : two;
            for (int i = 1; i <= MANY; i++) {
                from.publish(reads(readers.get(racer), i), ann, bob);
            }
        });

        for (ListeningNode node : List.of(one, two)) {
            List<Delivery> heard = node.waitFor(Race.RACERS * MANY);
            for (AccountId reader : readers) {
                assertThat(placesReadBy(reader, heard))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, MANY).boxed().toList());
            }
        }
    }

    @Test
    @DisplayName(
            "Q3: hears nothing for a recipient once their queue is closed, and hears it again once it is open again")
    void hears_nothing_once_closed() {
        ListeningNode one = join(ann, bob);
        ListeningNode two = join();
        Notice first = typing();
        Notice second = typing();
        one.queues().open(ann);

        one.queues().close(ann);
        one.queues().close(ann);
        one.queues().close(carl);
        two.publish(first, ann);
        two.publish(first, ann, bob);
        one.heard(new Delivery(Set.of(bob), first));

        one.queues().open(ann);
        two.publish(second, ann, bob);
        one.heard(new Delivery(Set.of(bob), first), new Delivery(Set.of(ann, bob), second));
    }

    @Test
    @DisplayName("Q4: publishing throws nothing because of who listens, or because nobody does")
    void publishing_throws_nothing() {
        ListeningNode one = join(ann);
        one.failFromNowOn();
        SyncQueues deaf = node();

        assertThatCode(() -> {
                    deaf.publish(new Delivery(Set.of(ann, bob), typing()));
                    one.publish(typing(), ann);
                    one.publish(typing(), carl);
                    one.publish(typing());
                })
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("Q4: publishing neither waits nor throws while nodes do not reach each other")
    void publishing_does_not_wait_for_a_broker() {
        ListeningNode one = join(ann);
        ListeningNode two = join(ann);
        try (Outage outage = outage()) {
            long start = System.nanoTime();
            for (int i = 0; i < MANY; i++) {
                one.publish(typing(), ann, bob);
                two.publish(typing(), ann, bob);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PUBLISHING_TIME_MAX);
        }
    }

    @Test
    @DisplayName("Q5: tells every listener when deliveries flow again")
    void tells_of_an_interruption() {
        ListeningNode one = join(ann);
        ListeningNode two = join(ann);
        try (Outage outage = outage()) {
            one.publish(typing(), ann);
        }

        for (ListeningNode node : List.of(one, two)) {
            node.waitUntilInterrupted();
        }
        one.publishUntilHeard();
        Notice notice = typing();
        one.publish(notice, ann);
        one.hears(new Delivery(Set.of(ann), notice));
        two.hears(new Delivery(Set.of(ann), notice));
    }

    @Test
    @DisplayName("Q6: a listener that throws keeps no other node from hearing, nor itself from hearing what comes next")
    void goes_on_when_a_listener_throws() {
        ListeningNode one = join(ann);
        ListeningNode two = join(ann);
        ListeningNode three = join(ann);
        two.failFromNowOn();
        Notice first = typing();
        Notice second = typing();

        one.publish(first, ann);
        one.publish(second, ann);

        for (ListeningNode node : List.of(one, two, three)) {
            node.heard(new Delivery(Set.of(ann), first), new Delivery(Set.of(ann), second));
        }
    }

    private ListeningNode join(AccountId... recipients) {
        return new ListeningNode(node(), nodes, patience(), recipients);
    }

    private static List<Long> placesReadBy(AccountId reader, List<Delivery> heard) {
        List<Long> places = new ArrayList<>();
        for (Delivery delivery : heard) {
            if (delivery.notice() instanceof Notice.ReadMoved moved
                    && moved.account().equals(reader)) {
                places.add(moved.sequence().value());
            }
        }
        return places;
    }

    private static List<Notice> everyKind() {
        var room = Samples.roomId();
        var host = Samples.accountId();
        var session = SessionToken.create(ThreadLocalRandom.current()).key();
        List<Notice> notices = new ArrayList<>(List.of(
                new Notice.ReadMoved(room, host, new Sequence(Long.MAX_VALUE)),
                new Notice.Typing(room, host),
                new Notice.PresenceChanged(host, Presence.NEVER_SEEN),
                new Notice.PresenceChanged(host, new Presence(Status.ONLINE, Optional.of(Samples.instant()))),
                new Notice.SessionEnded(session)));
        Room opened = Samples.opening(room, host).after();
        var drafts = new ArrayList<>(
                Texts.AWKWARD.stream().map(text -> Samples.say(host, text)).toList());
        var guest = Samples.accountId();
        drafts.add(Samples.draft(host, new Intent.Rename(new RoomTitle("새 이름"))));
        drafts.add(Samples.draft(host, new Intent.Invite(guest)));
        drafts.add(Samples.draft(host, new Intent.Remove(guest, Samples.invite())));
        drafts.add(Samples.draft(host, new Intent.RenewInvite(Samples.invite())));
        drafts.add(Samples.draft(host, new Intent.Leave()));
        for (Entry entry : Samples.change(opened, drafts).entries()) {
            notices.add(new Notice.Appended(entry));
        }
        return notices;
    }

    private static Notice typing() {
        return new Notice.Typing(Samples.roomId(), Samples.accountId());
    }

    private static Notice reads(AccountId reader, int place) {
        return new Notice.ReadMoved(Samples.roomId(), reader, new Sequence(place));
    }
}
