/** What goes between devices and nodes, and how it goes. */
@NullMarked
package dev.sarangbang.adapter.simulation.wire;

import org.jspecify.annotations.NullMarked;
