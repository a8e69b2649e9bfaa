/** Who is here: connections, and what they say about a person. */
@NullMarked
package dev.sarangbang.domain.presence;

import org.jspecify.annotations.NullMarked;
