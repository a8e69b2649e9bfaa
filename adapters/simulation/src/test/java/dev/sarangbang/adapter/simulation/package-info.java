/** The simulation run, shown to be the same every time, and shown to catch what is wrong. */
package dev.sarangbang.adapter.simulation;
