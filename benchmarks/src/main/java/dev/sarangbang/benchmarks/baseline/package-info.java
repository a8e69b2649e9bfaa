/** What Tyrus costs by itself: the yardstick for what the chat adds to it. */
@NullMarked
package dev.sarangbang.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
