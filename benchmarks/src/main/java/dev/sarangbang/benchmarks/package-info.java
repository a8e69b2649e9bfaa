/** What is measured rather than tested: JMH benchmarks of the hot paths, and a load command for a running server. */
@NullMarked
package dev.sarangbang.benchmarks;

import org.jspecify.annotations.NullMarked;
