/** Who takes part: accounts, the names they go by, and how they prove who they are. */
@NullMarked
package dev.sarangbang.domain.account;

import org.jspecify.annotations.NullMarked;
