/** What is right: an oracle that shares no code with what it judges, the invariants it holds it to, and what must have been tried. */
package dev.sarangbang.adapter.simulation.check;
