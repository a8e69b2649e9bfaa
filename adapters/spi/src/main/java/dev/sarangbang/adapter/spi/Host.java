package dev.sarangbang.adapter.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the server lends to an adapter.
 *
 * @param settings the values of the adapter's own settings
 * @param dataDirectory where whatever is kept on this machine belongs; may not exist yet
 * @param clock the wall clock, which may jump
 * @param random unpredictable, and safe to use from any thread
 * @param metrics takes what is worth measuring
 */
public record Host(
        Settings settings, Path dataDirectory, InstantSource clock, RandomGenerator random, Metrics metrics) {}
