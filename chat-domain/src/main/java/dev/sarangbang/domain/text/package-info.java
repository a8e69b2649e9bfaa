/** What counts as text between people, and how its length is counted. */
@NullMarked
package dev.sarangbang.domain.text;

import org.jspecify.annotations.NullMarked;
