/** The nodes, the stores behind their ports, and all that goes wrong between the two. */
@NullMarked
package dev.sarangbang.adapter.simulation.server;

import org.jspecify.annotations.NullMarked;
