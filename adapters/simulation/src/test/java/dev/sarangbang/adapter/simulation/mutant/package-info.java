/**
 * Known-wrong versions of the chat, which the simulation has to catch: small changes to the real sources, compiled and loaded beside the
 * real ones. A simulation that lets one of them pass proves nothing.
 */
package dev.sarangbang.adapter.simulation.mutant;
