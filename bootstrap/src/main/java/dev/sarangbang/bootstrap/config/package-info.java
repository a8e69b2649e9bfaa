/**
 * What can be set, and what is. Read once, before anything is opened: from the command line, the environment and a file, into
 * values of the right types. Whatever is wrong is reported all at once, so that nobody has to start the server five times to
 * find five mistakes.
 */
@NullMarked
package dev.sarangbang.bootstrap.config;

import org.jspecify.annotations.NullMarked;
