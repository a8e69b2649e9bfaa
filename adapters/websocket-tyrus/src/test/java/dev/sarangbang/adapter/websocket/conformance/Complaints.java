package dev.sarangbang.adapter.websocket.conformance;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Whatever anybody in this process logs as a warning or worse, while this is open. What clients do wrong is not worth a line. */
public final class Complaints extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final List<String> heard = new CopyOnWriteArrayList<>();

    public Complaints() {
        setLevel(Level.WARNING);
        root.addHandler(this);
    }

    public List<String> heard() {
        return heard;
    }

    @Override
    public void publish(LogRecord complaint) {
        if (isLoggable(complaint)) {
            heard.add(complaint.getLoggerName() + ": " + complaint.getMessage() + " " + complaint.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
