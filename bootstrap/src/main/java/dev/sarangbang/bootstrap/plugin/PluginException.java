package dev.sarangbang.bootstrap.plugin;

/** Adapters cannot be found as they should be. The message is one sentence for the person who put them there. */
public final class PluginException extends Exception {

    private static final long serialVersionUID = 1L;

    PluginException(String message) {
        super(message);
    }

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
