package dev.sarangbang.bootstrap.config;

import dev.sarangbang.adapter.spi.Setting;

/** Something wrong with the configuration, as a line for the person who wrote it. */
public record Problem(String line) {

    /** A value that is not allowed. What was meant to be secret is not repeated. */
    static Problem notAllowed(Given given, Setting<?> setting) {
        String shown = setting.isSecret() ? "(not shown)" : '"' + given.value() + '"';
        return new Problem("%s = %s (%s): must be %s%s"
                .formatted(
                        given.key(),
                        shown,
                        given.origin(),
                        setting.allowed(),
                        Suggestions.didYouMean(given.value(), setting.choices())));
    }

    /** Something about a key, whatever its value. */
    static Problem about(Given given, String what) {
        return new Problem("%s (%s): %s".formatted(given.key(), given.origin(), what));
    }
}
