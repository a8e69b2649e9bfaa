/** What the domain needs from the world. Every interface here is a list of numbered promises that an adapter keeps, each with a test of the same number in the contract kit. */
@NullMarked
package dev.sarangbang.domain.port;

import org.jspecify.annotations.NullMarked;
