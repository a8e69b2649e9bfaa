/** Virtual time: events in their order, and actors of which exactly one runs at a time. */
package dev.sarangbang.adapter.simulation.schedule;
