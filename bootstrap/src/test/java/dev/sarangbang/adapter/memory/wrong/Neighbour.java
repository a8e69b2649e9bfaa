package dev.sarangbang.adapter.memory.wrong;

/** Nothing wrong here; others are wrong to know it. */
public final class Neighbour {}
