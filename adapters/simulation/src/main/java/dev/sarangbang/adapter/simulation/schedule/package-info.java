/** Virtual time: events in their order, and actors of which exactly one runs at a time. */
@NullMarked
package dev.sarangbang.adapter.simulation.schedule;

import org.jspecify.annotations.NullMarked;
