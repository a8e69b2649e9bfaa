/** Micro-benchmarks: {@code ./chat jmh}. */
@NullMarked
package dev.sarangbang.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
