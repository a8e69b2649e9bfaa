/** What everything in one simulated world shares: time, chance, the weather, and those who watch. */
@NullMarked
package dev.sarangbang.adapter.simulation.scene;

import org.jspecify.annotations.NullMarked;
