/** Every port in the memory of one process: the fakes of the tests, and what a single server needs no store for. */
@NullMarked
package dev.sarangbang.adapter.memory;

import org.jspecify.annotations.NullMarked;
