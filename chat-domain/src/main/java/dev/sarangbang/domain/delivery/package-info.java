/** What is sent to people while it happens. All of it is hints: the log is the truth. */
@NullMarked
package dev.sarangbang.domain.delivery;

import org.jspecify.annotations.NullMarked;
