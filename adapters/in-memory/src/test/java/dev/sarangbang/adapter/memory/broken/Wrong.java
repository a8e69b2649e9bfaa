package dev.sarangbang.adapter.memory.broken;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An adapter that is wrong on purpose.
 *
 * @param promise the number of the promise it breaks
 * @param how how it breaks it
 * @param contract the contract that must notice, with adapters taken from here
 * @param adapter makes one
 * @param reopened what is there after a crash of the process in which it was
 */
record Wrong<P>(String promise, String how, Class<?> contract, Supplier<P> adapter, UnaryOperator<P> reopened) {

    /** One that keeps all it stored over a crash. */
    Wrong(String promise, String how, Class<?> contract, Supplier<P> adapter) {
        this(promise, how, contract, adapter, UnaryOperator.identity());
    }

    /** A right adapter, but for what it knows after a crash. */
    static <P> Wrong<P> forgetful(String promise, Class<?> contract, Supplier<P> adapter) {
        return new Wrong<>(promise, "forgets everything in a crash", contract, adapter, before -> adapter.get());
    }

    @Override
    public String toString() {
        return promise + " by one that " + how;
    }
}
