/**
 * Accounts, login sessions and the room directory in MySQL or MariaDB, for a server of several nodes.
 *
 * <p>Each call is one statement, or two of which the second only reads what the first left: no transaction spans a round trip, so
 * no lock is held while a node thinks, and what was lost on the way is simply asked again.
 */
@NullMarked
package dev.sarangbang.adapter.mysql;

import org.jspecify.annotations.NullMarked;
