/** What goes wrong, and how a seed chooses among it. */
@NullMarked
package dev.sarangbang.adapter.simulation.fault;

import org.jspecify.annotations.NullMarked;
