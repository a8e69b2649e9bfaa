/** The nodes, the stores behind their ports, and all that goes wrong between the two. */
package dev.sarangbang.adapter.simulation.server;
