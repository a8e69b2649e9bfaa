/** The server: reads the configuration, plugs the chosen adapters into the application, starts and stops them in order. */
@NullMarked
package dev.sarangbang.bootstrap;

import org.jspecify.annotations.NullMarked;
