package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.application.ChangeOutcome.Busy;
import dev.sarangbang.application.ChangeOutcome.Changed;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.application.FaultyRoomLog.Fault;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * The big promise, on real threads: an acknowledged message is in the log once, and everybody sees the same order without holes,
 * while several nodes race for the same rooms over a log that fails before and after it has done what it was asked.
 *
 * <p>The seed decides what people do and when the log fails; the scheduler adds its own. It is printed, and {@code -Dseed=} takes it
 * up again.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class PromiseTest {

    private static final int ROOMS = 2;
    private static final int MESSAGES_EACH = 50;
    private static final int ANSWER_SECONDS_MAX = 30;
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(20);

    private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Crowd crowd = new Crowd(ROOMS);

    @AfterEach
    void everyone_goes_home() {
        crowd.close();
    }

    @RepeatedTest(3)
    void what_is_acknowledged_is_there_once_in_one_order_without_holes_and_everyone_hears_of_it() throws Exception {
        System.out.println("seed " + seed);
        List<Phone> phones = new ArrayList<>();
        List<Future<List<Entry>>> writers = new ArrayList<>();
        for (SignedIn person : crowd.people) {
            var phone = new Phone();
            phones.add(phone);
            crowd.nodeAt(random).attendance().connect(person, Node.PHONE, phone);
        }
        SplittableRandom faults = random.split();
        crowd.log.otherwise(() -> faultFrom(faults));
        for (SignedIn person : crowd.people) {
            for (RoomId room : crowd.rooms) {
                SplittableRandom own = random.split();
                writers.add(crowd.threads.submit(() -> saySteadily(person, room, own)));
            }
        }
        Map<RoomId, Set<Entry>> acknowledged = new HashMap<>();
        for (Future<List<Entry>> writer : writers) {
            List<Entry> written = writer.get();
            assertThat(written).extracting(Entry::sequence).isSorted();
            acknowledged
                    .computeIfAbsent(written.get(0).room(), ignored -> new HashSet<>())
                    .addAll(written);
        }
        crowd.log.otherwise(() -> Fault.NONE);

        for (RoomId room : crowd.rooms) {
            List<Entry> said = checkOrder(crowd.logOf(room));
            assertThat(said).hasSize(crowd.people.size() * MESSAGES_EACH).hasSameElementsAs(acknowledged.get(room));
            for (SignedIn person : crowd.people) {
                assertThat(crowd.catchUp(person, room, random)).isEqualTo(crowd.visibleTo(person, room));
            }
            for (Phone phone : phones) {
                waitUntil(() -> new HashSet<>(phone.entries()).containsAll(said));
            }
        }
    }

    @RepeatedTest(3)
    void what_is_sent_without_waiting_for_answers_is_answered_once_each_and_stays_in_order() throws Exception {
        System.out.println("seed " + seed);
        List<Future<BlockingQueue<ChangeOutcome>>> writers = new ArrayList<>();
        for (int i = 0; i < crowd.people.size(); i++) {
            SignedIn person = crowd.people.get(i);
            ChatApplication node = crowd.node(i);
            writers.add(crowd.threads.submit(() -> sayAllAtOnce(person, crowd.rooms.get(0), node)));
        }
        List<ChangeOutcome> answers = new ArrayList<>();
        for (Future<BlockingQueue<ChangeOutcome>> writer : writers) {
            for (int i = 0; i < MESSAGES_EACH; i++) {
                answers.add(writer.get().poll(ANSWER_SECONDS_MAX, TimeUnit.SECONDS));
            }
            assertThat(writer.get()).as("answers beyond one each").isEmpty();
        }

        assertThat(answers).doesNotContainNull();
        List<Entry> whole = crowd.logOf(crowd.rooms.get(0));
        checkDense(whole);
        Map<String, Integer> last = new HashMap<>();
        for (Entry entry : whole) {
            if (entry.content() instanceof Content.Text(var text, var ignored)) {
                Integer before = last.put(author(text), number(text));
                assertThat(before == null || before < number(text)).isTrue();
                assertThat(answers).contains(new Changed(entry));
            }
        }
    }

    /** Says one thing after the other, each again with the same id until it is known to be said. */
    private List<Entry> saySteadily(SignedIn author, RoomId room, SplittableRandom own) throws InterruptedException {
        List<Entry> acknowledged = new ArrayList<>();
        for (int i = 0; i < MESSAGES_EACH; i++) {
            acknowledged.add(say(target(author, room, i), text(author, i), own));
            crowd.tick();
        }
        return acknowledged;
    }

    private Entry say(Lobby.Target target, MessageText text, SplittableRandom own) throws InterruptedException {
        Set<Entry> entries = new HashSet<>();
        while (entries.isEmpty()) {
            // Now and then impatiently: twice at once, perhaps through two nodes.
            int copies = own.nextInt(10) == 0 ? 2 : 1;
            BlockingQueue<ChangeOutcome> answers = new LinkedBlockingQueue<>();
            for (int i = 0; i < copies; i++) {
                crowd.nodeAt(own).conversation().send(target, text, answers::add);
            }
            for (int i = 0; i < copies; i++) {
                switch (answers.poll(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                    case Changed(var entry) -> entries.add(entry);
                    case Unknown ignored -> LockSupport.parkNanos(own.nextInt(1_000_000));
                    case Busy ignored -> LockSupport.parkNanos(own.nextInt(1_000_000));
                    case null -> throw new AssertionError("no answer");
                    case ChangeOutcome other -> throw new AssertionError(other.toString());
                }
            }
            assertThat(answers).as("answers beyond one for each request").isEmpty();
        }
        assertThat(entries).as("answers to one and the same request").hasSize(1);
        return entries.iterator().next();
    }

    private BlockingQueue<ChangeOutcome> sayAllAtOnce(SignedIn author, RoomId room, ChatApplication node) {
        BlockingQueue<ChangeOutcome> answers = new LinkedBlockingQueue<>();
        for (int i = 0; i < MESSAGES_EACH; i++) {
            node.conversation().send(target(author, room, i), text(author, i), answers::add);
        }
        return answers;
    }

    /** What was said, after a check that nothing is missing and that each author's messages are in the order they were sent. */
    private static List<Entry> checkOrder(List<Entry> whole) {
        checkDense(whole);
        List<Entry> said = new ArrayList<>();
        Map<String, Integer> next = new HashMap<>();
        for (Entry entry : whole) {
            if (entry.content() instanceof Content.Text(var text, var ignored)) {
                said.add(entry);
                assertThat(number(text)).isEqualTo(next.getOrDefault(author(text), 0));
                next.put(author(text), number(text) + 1);
            }
        }
        return said;
    }

    private static void checkDense(List<Entry> whole) {
        for (int i = 0; i < whole.size(); i++) {
            assertThat(whole.get(i).sequence().value()).isEqualTo(i + 1);
            assertThat(i == 0 || whole.get(i).id().compareTo(whole.get(i - 1).id()) > 0)
                    .isTrue();
        }
    }

    /** Of twenty appends, four go wrong in a way that can be tried again, and one in a way that cannot. */
    private static Fault faultFrom(SplittableRandom faults) {
        synchronized (faults) {
            return switch (faults.nextInt(20)) {
                case 0, 1 -> Fault.LOST;
                case 2, 3 -> Fault.ANSWER_LOST;
                case 4 -> Fault.CORRUPT;
                default -> Fault.NONE;
            };
        }
    }

    private static void waitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + HEARD_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Lobby.Target target(SignedIn author, RoomId room, int number) {
        return new Lobby.Target(author.id(), room, new ClientMessageId("m" + number));
    }

    private static MessageText text(SignedIn author, int number) {
        return new MessageText(author.account().username().value() + " says " + number);
    }

    private static String author(MessageText text) {
        return text.value().substring(0, text.value().indexOf(' '));
    }

    private static int number(MessageText text) {
        return Integer.parseInt(text.value().substring(text.value().lastIndexOf(' ') + 1));
    }
}
