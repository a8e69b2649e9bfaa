package dev.sarangbang.domain.message;

import dev.sarangbang.domain.account.AccountId;

/** Something someone wants to happen in a room, before the room has ruled on it. */
public record Draft(AccountId author, ClientMessageId clientId, Intent intent) {}
