package dev.sarangbang.domain.id;

import dev.sarangbang.domain.port.PortException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Every way in which a few callers can interleave. A generator reads its state, then the clock, then asks for its number, then writes its
 * state: wherever it asks somebody, another caller may take its whole turn, the clock may step and the number may be lost. All choices
 * are tried, one run for each combination, on one thread: what is found is found every time.
 */
final class SnowflakeInterleavings {

    /** Makes the generator that is tried. */
    interface Maker {
        Supplier<MessageId> make(InstantSource clock, IntSupplier node, Runnable pause);
    }

    private static final int CALLERS = 3;
    private static final long NOON = 120_000_000_000L;

    private final Maker maker;
    private final int usedBefore;

    /** What was chosen at each point of the run, and how many choices there were. */
    private final List<Integer> choices = new ArrayList<>();

    private final List<Integer> options = new ArrayList<>();
    private int point;

    private long clock;
    private boolean lost;
    private int calls;
    private Set<Long> given = new HashSet<>();
    private long highest;
    private Optional<String> wrong = Optional.empty();
    private Supplier<MessageId> ids;
    private long runs;

    /** Tries generators that {@code maker} makes, each of which has given out {@code usedBefore} ids of this millisecond. */
    SnowflakeInterleavings(Maker maker, int usedBefore) {
        this.maker = maker;
        this.usedBefore = usedBefore;
        this.ids = maker.make(InstantSource.system(), () -> 0, () -> {});
    }

    /** What goes wrong in the first run in which something does. */
    Optional<String> firstWrong() {
        do {
            runOnce();
            runs++;
        } while (wrong.isEmpty() && nextScript());
        return wrong;
    }

    /** How many runs there were. */
    long runs() {
        return runs;
    }

    private void runOnce() {
        point = 0;
        options.clear();
        clock = NOON;
        lost = false;
        given = new HashSet<>();
        highest = 0;
        ids = maker.make(this::instant, this::number, this::pause);
        calls = 0; // nothing is chosen while the millisecond is being used up
        for (int i = 0; i < usedBefore; i++) {
            highest = ids.get().value();
        }
        calls = CALLERS;
        while (calls > 0) {
            call();
        }
    }

    private void call() {
        calls--;
        long before = highest;
        boolean wasLost = lost;
        take().ifPresent(id -> {
            if (id <= before) {
                fail(id + " after " + before + " had been given out");
            }
            if (wasLost) {
                fail(id + " under a number that was lost");
            }
        });
    }

    private OptionalLong take() {
        try {
            long id = ids.get().value();
            if (!given.add(id)) {
                fail(id + " twice");
            }
            highest = Math.max(highest, id);
            return OptionalLong.of(id);
        } catch (PortException.Unavailable e) {
            return OptionalLong.empty();
        }
    }

    private Instant instant() {
        Instant read = Instant.ofEpochMilli(SnowflakeLayout.EPOCH_MILLIS + clock);
        meanwhile();
        return read;
    }

    private int number() {
        meanwhile();
        if (lost) {
            throw new PortException.Unavailable("lost");
        }
        return 7;
    }

    private void pause() {
        clock++;
    }

    /** Others may run, and the world may change, before the generator goes on. */
    private void meanwhile() {
        if (calls == 0) {
            return;
        }
        switch (choose(5)) {
            case 1 -> call();
            case 2 -> lost = true;
            case 3 -> clock++;
            case 4 -> clock--;
            default -> {}
        }
    }

    private int choose(int among) {
        if (point == choices.size()) {
            choices.add(0);
        }
        options.add(among);
        return choices.get(point++);
    }

    /** The next combination of choices; false if all have been tried. */
    private boolean nextScript() {
        while (choices.size() > point) {
            choices.remove(choices.size() - 1);
        }
        while (!choices.isEmpty()) {
            int last = choices.size() - 1;
            if (choices.get(last) + 1 < options.get(last)) {
                choices.set(last, choices.get(last) + 1);
                return true;
            }
            choices.remove(last);
        }
        return false;
    }

    private void fail(String what) {
        if (wrong.isEmpty()) {
            wrong = Optional.of(what + ", choices " + choices);
        }
    }
}
