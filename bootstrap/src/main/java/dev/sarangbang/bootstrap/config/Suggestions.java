package dev.sarangbang.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses what somebody meant to write. */
public final class Suggestions {

    /** Beyond a third of the letters wrong, a guess is more puzzling than helpful. */
    private static final int LETTERS_PER_MISTAKE = 3;

    private Suggestions() {}

    /** {@code "; did you mean …?"}, or nothing. */
    public static String didYouMean(String written, Collection<String> possible) {
        return closest(written.toLowerCase(Locale.ROOT), possible.stream())
                .map(guess -> "; did you mean \"" + guess + "\"?")
                .orElse("");
    }

    private static Optional<String> closest(String written, Stream<String> possible) {
        int mistakesMax = Math.max(1, written.length() / LETTERS_PER_MISTAKE);
        return possible.filter(guess -> distance(written, guess.toLowerCase(Locale.ROOT)) <= mistakesMax)
                .min(Comparator.comparingInt((String guess) -> distance(written, guess.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters have to be added, left out, replaced or swapped with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + replace);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
