/** What goes between devices and nodes, and how it goes. */
package dev.sarangbang.adapter.simulation.wire;
