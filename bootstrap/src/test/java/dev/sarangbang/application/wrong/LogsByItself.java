package dev.sarangbang.application.wrong;

/** Wrong on purpose: words to the world that nobody asked for. */
final class LogsByItself {

    void log(String words) {
        System.getLogger("core").log(System.Logger.Level.INFO, words);
    }
}
