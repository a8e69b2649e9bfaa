package dev.sarangbang.application;

import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.domain.message.Entry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device that keeps everything it is told. */
final class Phone implements Device {

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Ending> endings = new CopyOnWriteArrayList<>();

    @Override
    public void push(Event event) {
        events.add(event);
    }

    @Override
    public void end(Ending why) {
        endings.add(why);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<Ending> endings() {
        return List.copyOf(endings);
    }

    /** What it was told had happened, of one kind. */
    <N extends Notice> List<N> notices(Class<N> kind) {
        return events.stream()
                .filter(Event.Happened.class::isInstance)
                .map(event -> ((Event.Happened) event).notice())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The entries that were pushed to it. */
    List<Entry> entries() {
        return notices(Notice.Appended.class).stream()
                .map(Notice.Appended::entry)
                .toList();
    }

    void forget() {
        events.clear();
    }
}
