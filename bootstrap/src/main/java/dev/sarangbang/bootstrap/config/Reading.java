package dev.sarangbang.bootstrap.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface Reading {

    /**
     * It can be used.
     *
     * @param lines all of it, with where each value came from, in the form of a configuration file
     */
    record Understood(Configuration configuration, List<String> lines) implements Reading {
        public Understood {
            lines = List.copyOf(lines);
        }
    }

    /** It cannot be used, and here is everything that is wrong with it. */
    record Flawed(List<Problem> problems) implements Reading {
        public Flawed {
            problems = List.copyOf(problems);
        }
    }
}
