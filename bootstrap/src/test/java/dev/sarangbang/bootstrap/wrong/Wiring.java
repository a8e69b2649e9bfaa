package dev.sarangbang.bootstrap.wrong;

/** Nothing wrong here; others are wrong to know it. */
public final class Wiring {}
