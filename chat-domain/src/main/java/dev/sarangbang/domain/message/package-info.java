/** What happens in a room: the entries of its log, and the drafts that become entries. */
@NullMarked
package dev.sarangbang.domain.message;

import org.jspecify.annotations.NullMarked;
