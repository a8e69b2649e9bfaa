/**
 * What people can do with the chat, as conversations: {@link dev.sarangbang.application.Enrolment} to get in, {@link
 * dev.sarangbang.application.Lobby} for rooms and who is in them, {@link dev.sarangbang.application.Conversation} to talk and
 * catch up, {@link dev.sarangbang.application.Attendance} to be there. The rest of the package, hidden, carries them out over
 * the ports: every change of a room goes through that room's lane into its log, and only then to anyone's ears.
 */
@NullMarked
package dev.sarangbang.application;

import org.jspecify.annotations.NullMarked;
