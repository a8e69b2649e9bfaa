/** Every durable port in one SQLite file: a whole chat in one data directory, without a server beside it. */
@NullMarked
package dev.sarangbang.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
