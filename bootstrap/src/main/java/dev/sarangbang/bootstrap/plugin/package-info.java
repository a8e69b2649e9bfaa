/** Finds adapters: those the server comes with, and those somebody put into a folder beside it. */
@NullMarked
package dev.sarangbang.bootstrap.plugin;

import org.jspecify.annotations.NullMarked;
