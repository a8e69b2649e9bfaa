/**
 * The log: one line for each thing that somebody who runs the server may want to know. Nobody who says something here has a message
 * body, a password or a token in hand; levels that would let libraries show what they carry cannot be chosen.
 */
@NullMarked
package dev.sarangbang.bootstrap.log;

import org.jspecify.annotations.NullMarked;
