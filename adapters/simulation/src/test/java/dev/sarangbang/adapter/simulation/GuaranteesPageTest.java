package dev.sarangbang.adapter.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.simulation.check.Invariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuaranteesPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "guarantees.md");

    @Test
    void the_page_of_guarantees_names_each_that_is_checked_and_no_other() throws IOException {
        List<String> named = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(line.indexOf('`') + 1, line.lastIndexOf("` |")))
                .map(cell -> cell.contains("`") ? cell.substring(0, cell.indexOf('`')) : cell)
                .toList();

        assertThat(named)
                .containsExactly(
                        Arrays.stream(Invariant.values()).map(Enum::name).toArray(String[]::new));
    }
}
