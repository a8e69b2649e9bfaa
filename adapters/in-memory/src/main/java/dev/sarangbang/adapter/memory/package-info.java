/**
 * Every port in the memory of one process. They pass the contracts, so tests can run on them; and what need not outlive the
 * process (live delivery, presence, held messages) is bounded and fast, so a server that is one process runs on them too.
 *
 * <p>Nothing here has a thread or a clock of its own.
 */
@NullMarked
package dev.sarangbang.adapter.memory;

import org.jspecify.annotations.NullMarked;
