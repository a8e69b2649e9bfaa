/** Passwords hashed with argon2id, a bounded number at a time because each hash is meant to be expensive. */
@NullMarked
package dev.sarangbang.adapter.argon2;

import org.jspecify.annotations.NullMarked;
