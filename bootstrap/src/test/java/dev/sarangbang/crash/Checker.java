package dev.sarangbang.crash;

import dev.sarangbang.crash.History.Acknowledged;
import dev.sarangbang.crash.History.Seen;
import dev.sarangbang.crash.History.Sent;
import dev.sarangbang.crash.History.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for broken promises in a history. Knows nothing of how a server works. */
public final class Checker {

    /** Which promise was broken. */
    public enum Wrong {
        /** An acknowledged message is not there. */
        LOST,
        /** A message is there twice. */
        DOUBLED,
        /** A message is there that nobody sent, or not as it was sent. */
        INVENTED,
        /** A message is elsewhere than was acknowledged, or was acknowledged at two places. */
        MOVED,
        /** A sequence is missing between two others, or before the first. */
        HOLE,
        /** A device does not reach the end of the room. */
        SHORT,
        /** Sequences or message ids do not grow. */
        DISORDERED,
        /** Two devices have different entries at one place. */
        DIVERGED
    }

    /** A broken promise. */
    public record Finding(Wrong wrong, String what) {}

    private final History history;
    private final List<Finding> findings = new ArrayList<>();

    private Checker(History history) {
        this.history = history;
    }

    /** Everything that is wrong with a history; nothing, if all is well. */
    public static List<Finding> check(History history) {
        var checker = new Checker(history);
        history.views().forEach(checker::checkView);
        checker.checkAgreement();
        checker.checkAcknowledgements();
        return checker.findings;
    }

    private void checkView(View view) {
        String where = view.device() + " in " + view.room();
        long expected = view.first();
        @Nullable Seen before = null;
        Set<String> ids = new HashSet<>();
        for (Seen entry : view.entries()) {
            if (before != null && !isAfter(entry, before)) {
                find(Wrong.DISORDERED, where + ": " + entry + " after " + before);
            }
            if (entry.sequence() > expected) {
                find(Wrong.HOLE, where + ": " + expected + " to " + (entry.sequence() - 1));
            }
            if (!entry.text().isEmpty()) {
                if (!ids.add(entry.author() + "/" + entry.id())) {
                    find(Wrong.DOUBLED, where + ": " + entry);
                }
                checkWasSent(where, view.room(), entry);
            }
            expected = entry.sequence() + 1;
            before = entry;
        }
        if (expected <= view.head()) {
            find(Wrong.SHORT, where + ": ends at " + (expected - 1) + " of " + view.head());
        }
    }

    private void checkWasSent(String where, String room, Seen entry) {
        Sent sent = history.sent().get(entry.id());
        if (sent == null || !sent.equals(new Sent(room, entry.author(), entry.text()))) {
            find(Wrong.INVENTED, where + ": " + entry + ", sent was " + sent);
        }
    }

    private static boolean isAfter(Seen entry, Seen before) {
        return entry.sequence() > before.sequence()
                && Long.parseLong(entry.messageId()) > Long.parseLong(before.messageId());
    }

    /** Every place of a room holds the same on all devices that hold anything there. */
    private void checkAgreement() {
        Map<String, Seen> first = new HashMap<>();
        for (View view : history.views()) {
            for (Seen entry : view.entries()) {
                Seen other = first.putIfAbsent(view.room() + "/" + entry.sequence(), entry);
                if (other != null && !other.equals(entry)) {
                    find(Wrong.DIVERGED, view.device() + " in " + view.room() + ": " + entry + ", others " + other);
                }
            }
        }
    }

    /** What was acknowledged is on every device of the room, at the place that was told. */
    private void checkAcknowledgements() {
        Map<String, Acknowledged> byId = new HashMap<>();
        for (Acknowledged each : history.acknowledged()) {
            Acknowledged other = byId.putIfAbsent(each.id(), each);
            if (other != null && !other.equals(each)) {
                find(Wrong.MOVED, each + ", before " + other);
            }
        }
        for (View view : history.views()) {
            Map<String, Seen> held = new HashMap<>();
            view.entries().forEach(entry -> held.put(entry.id(), entry));
            byId.values().stream()
                    .filter(each -> each.room().equals(view.room()) && each.sequence() >= view.first())
                    .forEach(each -> checkHeld(view, each, held.get(each.id())));
        }
    }

    private void checkHeld(View view, Acknowledged acknowledged, @Nullable Seen held) {
        if (held == null) {
            find(Wrong.LOST, view.device() + " in " + view.room() + ": " + acknowledged);
        } else if (held.sequence() != acknowledged.sequence()
                || !held.messageId().equals(acknowledged.messageId())) {
            find(Wrong.MOVED, view.device() + " in " + view.room() + ": " + held + ", was " + acknowledged);
        }
    }

    private void find(Wrong wrong, String what) {
        findings.add(new Finding(wrong, what));
    }
}
