package dev.sarangbang.adapter.memory.broken;

import dev.sarangbang.adapter.memory.InMemoryHeldMessages;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Held;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.port.HeldMessages;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.SyncQueues;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Wrong keepers of messages, and wrong queues. */
final class WrongDelivery {

    private static final AccountId ONE_ACCOUNT = new AccountId(1);

    private WrongDelivery() {}

    static List<Wrong<?>> all() {
        return List.of(
                held("H1", "gives back in the order in which it was given", () -> new AsGiven(true)),
                held("H1", "keeps twice what it is given twice", () -> new AsGiven(false)),
                held("H2", "gives away what it gives back", () -> new Keeper() {
                    @Override
                    public Held heldFor(AccountId recipient, RoomId room) {
                        Held held = super.heldFor(recipient, room);
                        release(recipient, room, new Sequence(Long.MAX_VALUE));
                        return held;
                    }
                }),
                held("H3", "has no bound", () -> new AsGiven(true)),
                held("H3", "does not say that something had to go", () -> new Keeper() {
                    @Override
                    public Held heldFor(AccountId recipient, RoomId room) {
                        return new Held(super.heldFor(recipient, room).entries(), false);
                    }
                }),
                held("H3", "says for ever that something had to go", () -> new Keeper() {
                    private final Map<RoomId, Boolean> truncated = new ConcurrentHashMap<>();

                    @Override
                    public Held heldFor(AccountId recipient, RoomId room) {
                        Held held = super.heldFor(recipient, room);
                        boolean once = truncated.merge(room, held.truncated(), Boolean::logicalOr);
                        return new Held(held.entries(), once);
                    }
                }),
                held("H3", "keeps the oldest and not the newest", () -> new Keeper() {
                    @Override
                    public void hold(Collection<AccountId> recipients, Entry entry) {
                        for (AccountId recipient : recipients) {
                            if (heldFor(recipient, entry.room()).entries().size() < ENTRIES_MAX) {
                                super.hold(List.of(recipient), entry);
                            }
                        }
                    }
                }),
                held("H4", "releases what comes before a place, and not the place", () -> new Keeper() {
                    @Override
                    public void release(AccountId recipient, RoomId room, Sequence upTo) {
                        super.release(recipient, room, new Sequence(Math.max(0, upTo.value() - 1)));
                    }
                }),
                held("H4", "releases the whole room", () -> new Keeper() {
                    @Override
                    public void release(AccountId recipient, RoomId room, Sequence upTo) {
                        super.release(recipient, room, new Sequence(Long.MAX_VALUE));
                    }
                }),
                held("H5", "knows rooms and not for whom", () -> new Keeper() {
                    @Override
                    public void hold(Collection<AccountId> recipients, Entry entry) {
                        super.hold(List.of(ONE_ACCOUNT), entry);
                    }

                    @Override
                    public Held heldFor(AccountId recipient, RoomId room) {
                        return super.heldFor(ONE_ACCOUNT, room);
                    }
                }),
                queues("Q1", "names all recipients to every node", () -> new FakeBroker() {
                    @Override
                    void pass(SyncQueues.Listener listener, Delivery delivery, Set<AccountId> recipients) {
                        super.pass(listener, delivery, delivery.recipients());
                    }
                }),
                queues("Q1", "delivers twice", () -> new FakeBroker() {
                    @Override
                    void publish(Delivery delivery) {
                        super.publish(delivery);
                        super.publish(delivery);
                    }
                }),
                queues("Q1", "reaches eight recipients at most", () -> new FakeBroker() {
                    @Override
                    void publish(Delivery delivery) {
                        super.publish(new Delivery(
                                delivery.recipients().stream().limit(8).collect(Collectors.toSet()),
                                delivery.notice()));
                    }
                }),
                queues("Q2", "lets every delivery be overtaken by the next", () -> new FakeBroker() {
                    private Optional<Delivery> slow = Optional.empty();

                    @Override
                    synchronized void publish(Delivery delivery) {
                        Optional<Delivery> overtaken = slow;
                        slow = overtaken.isPresent() ? Optional.empty() : Optional.of(delivery);
                        if (overtaken.isPresent()) {
                            super.publish(delivery);
                            super.publish(overtaken.get());
                        }
                    }
                }),
                queues("Q3", "closes nothing", () -> new FakeBroker() {
                    @Override
                    void close(Set<AccountId> open, AccountId recipient) {
                        // on purpose
                    }
                }),
                queues("Q4", "lets publishers feel what listeners throw", Throwing::new),
                queues("Q4", "refuses to publish in an outage", () -> new FakeBroker() {
                    @Override
                    void publish(Delivery delivery) {
                        if (isDown()) {
                            throw new PortException.Unavailable("no broker");
                        }
                        super.publish(delivery);
                    }
                }),
                queues("Q5", "does not tell of an outage", () -> new FakeBroker() {
                    @Override
                    void recover() {
                        comeBack();
                    }
                }),
                queues("Q5", "tells of an outage before it is over", () -> new FakeBroker() {
                    @Override
                    void recover() {
                        tellOfTheOutage();
                    }
                }),
                queues("Q6", "lets one listener keep the others from hearing", () -> new Throwing() {
                    @Override
                    void publish(Delivery delivery) {
                        try {
                            super.publish(delivery);
                        } catch (RuntimeException ignored) {
                            // but the nodes after it have not heard
                        }
                    }
                }),
                queues("Q6", "passes nothing more to a listener that threw", () -> new Throwing() {
                    private final Set<SyncQueues.Listener> threw = ConcurrentHashMap.newKeySet();

                    @Override
                    void pass(SyncQueues.Listener listener, Delivery delivery, Set<AccountId> recipients) {
                        if (threw.contains(listener)) {
                            return;
                        }
                        try {
                            super.pass(listener, delivery, recipients);
                        } catch (RuntimeException ignored) {
                            threw.add(listener);
                        }
                    }
                }));
    }

    private static Wrong<HeldMessages> held(String promise, String how, Supplier<HeldMessages> held) {
        return new Wrong<>(promise, how, UnderTest.OfHeldMessages.class, held);
    }

    private static Wrong<FakeBroker> queues(String promise, String how, Supplier<FakeBroker> broker) {
        return new Wrong<>(promise, how, UnderTest.OfSyncQueues.class, broker);
    }

    /** A right keeper, to be spoiled. */
    private static class Keeper implements HeldMessages {
        private final HeldMessages real = new InMemoryHeldMessages(InstantSource.system());

        @Override
        public void hold(Collection<AccountId> recipients, Entry entry) {
            real.hold(recipients, entry);
        }

        @Override
        public Held heldFor(AccountId recipient, RoomId room) {
            return real.heldFor(recipient, room);
        }

        @Override
        public void release(AccountId recipient, RoomId room, Sequence upTo) {
            real.release(recipient, room, upTo);
        }
    }

    /** A plain list for each account and room. */
    private static final class AsGiven implements HeldMessages {
        private final Map<List<Object>, List<Entry>> lists = new ConcurrentHashMap<>();
        private final boolean once;

        AsGiven(boolean once) {
            this.once = once;
        }

        @Override
        public void hold(Collection<AccountId> recipients, Entry entry) {
            recipients.forEach(recipient -> list(recipient, entry.room()).add(entry));
        }

        @Override
        public Held heldFor(AccountId recipient, RoomId room) {
            List<Entry> all = list(recipient, room);
            List<Entry> sorted = all.stream()
                    .sorted((a, b) -> a.sequence().compareTo(b.sequence()))
                    .toList();
            return new Held(once ? List.copyOf(new LinkedHashSet<>(all)) : sorted, false);
        }

        @Override
        public void release(AccountId recipient, RoomId room, Sequence upTo) {
            list(recipient, room).removeIf(entry -> !entry.sequence().isAfter(upTo));
        }

        private List<Entry> list(AccountId recipient, RoomId room) {
            return lists.computeIfAbsent(List.of(recipient, room), ignored -> new CopyOnWriteArrayList<>());
        }
    }

    /** Hands on what listeners throw. */
    private static class Throwing extends FakeBroker {
        @Override
        void pass(SyncQueues.Listener listener, Delivery delivery, Set<AccountId> recipients) {
            listener.delivered(new Delivery(recipients, delivery.notice()));
        }
    }
}
