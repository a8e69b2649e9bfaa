/** What everything in one simulated world shares: time, chance, the weather, and those who watch. */
package dev.sarangbang.adapter.simulation.scene;
