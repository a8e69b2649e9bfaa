package dev.sarangbang.application;

/** A connected device, as its transport shows it to the application. Methods neither block nor throw, and may be called from any thread. */
public interface Device {

    /**
     * Passes an event on, or drops it if it is ephemeral and the device is slow. One event object goes to all devices that are
     * to hear it, so a transport can encode it once. Events come in the order in which they are pushed.
     */
    void push(Event event);

    /** Closes the connection, saying why. */
    void end(Ending why);

    /** Why the application ends a connection. */
    enum Ending {
        /** The login it was made with is over. */
        SESSION_ENDED
    }
}
