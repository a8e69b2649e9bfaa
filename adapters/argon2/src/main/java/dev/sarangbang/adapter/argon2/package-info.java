/**
 * Passwords hashed with argon2id. Each hash is expensive on purpose, so only so many are made at a time, on threads of
 * their own.
 */
@NullMarked
package dev.sarangbang.adapter.argon2;

import org.jspecify.annotations.NullMarked;
