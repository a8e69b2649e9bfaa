package dev.sarangbang.domain.wrong;

/** Wrong on purpose: shared state without a name for how it is shared. */
final class HasAVolatile {

    volatile int count;
}
