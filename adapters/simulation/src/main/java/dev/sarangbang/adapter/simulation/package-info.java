/**
 * The whole chat in one process, several nodes and many devices, under a scheduler that takes every decision from one seed: who runs
 * next, how long things take, and what goes wrong. The same seed makes the same history, so whatever it finds can be looked at again.
 */
@NullMarked
package dev.sarangbang.adapter.simulation;

import org.jspecify.annotations.NullMarked;
