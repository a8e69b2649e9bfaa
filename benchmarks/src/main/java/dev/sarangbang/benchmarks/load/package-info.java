/** Drives a running server over real sockets, and counts what comes back. */
@NullMarked
package dev.sarangbang.benchmarks.load;

import org.jspecify.annotations.NullMarked;
