/** What those who run a server ask it: whether it lives, whether it can be sent people, and what it counts. */
@NullMarked
package dev.sarangbang.bootstrap.operations;

import org.jspecify.annotations.NullMarked;
