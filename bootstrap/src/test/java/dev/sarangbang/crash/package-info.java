/**
 * Kills the real server while people talk, and checks that it kept its promise. What is checked is what clients were told and what
 * their devices hold: nothing here looks into the server or its files, and nothing here shares code with it.
 */
@NullMarked
package dev.sarangbang.crash;

import org.jspecify.annotations.NullMarked;
