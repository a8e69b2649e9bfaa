package dev.sarangbang.adapter.simulation.mutant;

import java.util.ArrayList;
import java.util.List;

/** One thing done wrong: what would have to be written in which source files for the chat to have that bug. */
final class Mutant {

    /** In {@code file}, {@code before} stands once, and is replaced. */
    record Edit(String file, String before, String after) {}

    private static final String APPLICATION = "chat-application/src/main/java/dev/sarangbang/application/";
    private static final String DOMAIN = "chat-domain/src/main/java/dev/sarangbang/domain/";
    private static final String MEMORY = "adapters/in-memory/src/main/java/dev/sarangbang/adapter/memory/";
    private static final String SIMULATION = "adapters/simulation/src/main/java/dev/sarangbang/adapter/simulation/";

    private final String name;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Edit> givens = new ArrayList<>();

    Mutant(String name) {
        this.name = name;
    }

    /** In a sentence: what goes wrong. */
    String name() {
        return name;
    }

    List<Edit> edits() {
        return edits;
    }

    /** What is different besides, and not wrong: the real thing is given it as well. */
    List<Edit> givens() {
        return givens;
    }

    /** A world in which something else is so in the application. */
    Mutant given(String type, String before, String after) {
        givens.add(new Edit(APPLICATION + type + ".java", before, after));
        return this;
    }

    Mutant application(String type, String before, String after) {
        return edit(APPLICATION + type, before, after);
    }

    Mutant domain(String type, String before, String after) {
        return edit(DOMAIN + type, before, after);
    }

    Mutant memory(String type, String before, String after) {
        return edit(MEMORY + type, before, after);
    }

    Mutant simulation(String type, String before, String after) {
        return edit(SIMULATION + type, before, after);
    }

    @Override
    public String toString() {
        return name;
    }

    private Mutant edit(String type, String before, String after) {
        edits.add(new Edit(type + ".java", before, after));
        return this;
    }
}
