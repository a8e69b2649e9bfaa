package dev.sarangbang.domain.presence;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.sync.DeviceId;

/**
 * Whose connection it is. Presence is kept under the whole key, so that the late end of an old connection cannot take away
 * the presence of a newer one.
 */
public record ConnectionKey(AccountId account, DeviceId device, ConnectionId connection) {}
