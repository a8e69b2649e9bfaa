package dev.sarangbang.domain;

/**
 * What came of reading untrusted input: a value that keeps its type's rules, or the reason there is none.
 *
 * @param <T> what the input was meant to be
 * @param <F> the ways it can fail to be that
 */
public sealed interface Parsed<T, F extends Enum<F>> {

    /** The input is a {@code value}. */
    record Valid<T, F extends Enum<F>>(T value) implements Parsed<T, F> {}

    /** The input is not a value, because of {@code flaw}. */
    record Flawed<T, F extends Enum<F>>(F flaw) implements Parsed<T, F> {}

    /** The value, for callers who know there is one. Throws {@link IllegalArgumentException} naming the flaw if not. */
    default T orThrow() {
        return switch (this) {
            case Valid<T, F>(var value) -> value;
            case Flawed<T, F>(var flaw) -> throw new IllegalArgumentException(flaw.toString());
        };
    }
}
