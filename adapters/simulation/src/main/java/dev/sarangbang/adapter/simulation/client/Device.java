package dev.sarangbang.adapter.simulation.client;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.sync.DeviceId;

/**
 * Which device, and whose.
 *
 * @param lane by which its events of one moment are told from those of others
 */
record Device(String name, DeviceId id, AccountId owner, long lane) {}
