/** What goes wrong, and how a seed chooses among it. */
package dev.sarangbang.adapter.simulation.fault;
