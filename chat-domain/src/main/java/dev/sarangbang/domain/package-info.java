/**
 * The rules of group chat in plain Java. A room is a log of entries and its head is the room: start at
 * {@link dev.sarangbang.domain.room.Room}, then {@link dev.sarangbang.domain.message.Entry}, then
 * {@link dev.sarangbang.domain.port.RoomLog}.
 */
@NullMarked
package dev.sarangbang.domain;

import org.jspecify.annotations.NullMarked;
