/**
 * The contracts themselves, tested: every adapter in this package is wrong on purpose, and the test of the promise it breaks must
 * say so. They are here and not with the contracts because an adapter that is wrong in one thing is a right one with one change.
 */
@NullMarked
package dev.sarangbang.adapter.memory.broken;

import org.jspecify.annotations.NullMarked;
