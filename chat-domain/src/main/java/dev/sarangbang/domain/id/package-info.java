/** Snowflake ids: unique, sortable, given out without asking anybody. */
@NullMarked
package dev.sarangbang.domain.id;

import org.jspecify.annotations.NullMarked;
