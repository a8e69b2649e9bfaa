/**
 * Several nodes in front of real servers: that people on different nodes chat as if they were on one, and that the promise holds
 * when any one of these processes is killed, suspended or cut off. What is checked is what clients were told and what their devices
 * hold.
 */
@NullMarked
package dev.sarangbang.cluster;

import org.jspecify.annotations.NullMarked;
