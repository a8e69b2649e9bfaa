package dev.sarangbang.domain.message;

/**
 * A message as it reads now.
 *
 * @param entry the entry by which it was said, as it was then
 * @param text what it says now
 * @param edited whether that was changed since
 */
public record Message(Entry entry, MessageText text, boolean edited) {}
