/** How far a device or a person has come in a room's log: cursors and read marks, which only ever move forward. */
@NullMarked
package dev.sarangbang.domain.sync;

import org.jspecify.annotations.NullMarked;
