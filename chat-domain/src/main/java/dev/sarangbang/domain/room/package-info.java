/** Where people meet: the room aggregate, its members, and the rules of who may do what. */
@NullMarked
package dev.sarangbang.domain.room;

import org.jspecify.annotations.NullMarked;
