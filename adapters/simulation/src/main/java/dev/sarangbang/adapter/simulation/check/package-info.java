/** What is right: an oracle that shares no code with what it judges, the invariants it holds it to, and what must have been tried. */
@NullMarked
package dev.sarangbang.adapter.simulation.check;

import org.jspecify.annotations.NullMarked;
