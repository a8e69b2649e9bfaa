package dev.sarangbang.adapter.sqlite;

import java.util.Collection;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A set of ids as one value of a statement, so that the statement is the same however many there are. */
final class Ids {

    /** To be bound to {@link #list}. */
    static final String LISTED = "IN (SELECT value FROM json_each(?))";

    private Ids() {}

    static <T> String list(Collection<T> ids, ToLongFunction<? super T> value) {
        return ids.stream().map(id -> Long.toString(value.applyAsLong(id))).collect(Collectors.joining(",", "[", "]"));
    }
}
