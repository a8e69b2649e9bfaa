package dev.sarangbang.application;

import java.time.Duration;

/** Bounds of the application. Those of the domain stand with what they bound, those of the edge with the edge. */
public final class Limits {

    /** The most rooms an account is in. Two invitations at the same moment may go one beyond. */
    public static final int ROOMS_PER_ACCOUNT_MAX = 100;

    /** The most drafts that wait for one room's lane; more are refused as busy. */
    public static final int LANE_WAITING_MAX = 256;

    /**
     * Nobody may come into a lane whose first in line has waited for so long: they are refused as busy. It bounds what an overloaded node
     * makes people wait, and so keeps what it does worth doing.
     */
    public static final Duration LANE_WAIT_MAX = Duration.ofMillis(250);

    /** The most attempts at one batch, over moved heads and outages. */
    public static final int LANE_ATTEMPTS_MAX = 10;

    /**
     * No attempt at a batch begins later than this after its first draft was handed in: what is then undecided is answered as
     * unknown.
     */
    public static final Duration LANE_PATIENCE = Duration.ofSeconds(4);

    /** The longest a lane rests before it asks a log again that has not answered twice. By lot; it goes on at the next {@link #TICK}. */
    public static final Duration LANE_REST_MAX = Duration.ofSeconds(1);

    /**
     * Whoever has waited in a lane for so long is told, at the next {@link #TICK}, that the outcome is unknown, whatever the lane is
     * waiting for: the rest of ten seconds is for reads that come before it.
     */
    public static final Duration LANE_ANSWER_WITHIN = Duration.ofSeconds(7);

    /** The most entries that a lane keeps that it hears of while it writes; beyond that it runs into the log's end, and knows. */
    public static final int LANE_HEARD_MAX = 64;

    /** How long a lane may be at one append before it no longer counts, from the next {@link #TICK} on, among those at the log at once. */
    public static final Duration LANE_TURN_MAX = Duration.ofMillis(500);

    /** How long a room's lane is kept after its last draft. */
    public static final Duration LANE_IDLE = Duration.ofSeconds(60);

    /** The most lanes kept; beyond that, idle ones go at once. */
    public static final int LANES_KEPT_MAX = 20_000;

    /** The most notes to held messages under way at once; beyond that they are left out: the log has everything. */
    public static final int HOLDS_UNDER_WAY_MAX = 256;

    /** The most entries in one answer to a sync or history request. */
    public static final int PAGE_ENTRIES_MAX = 200;

    /** The most messages in one answer to a search. */
    public static final int FOUND_MESSAGES_MAX = 50;

    /** The most accounts in one look-up. */
    public static final int ACCOUNTS_LOOKED_UP_MAX = 50;

    /** The accounts that a node remembers, to look them up only once. */
    public static final int ACCOUNTS_REMEMBERED_MAX = 50_000;

    /** How many of the newest entries are searched for the message to preview. */
    public static final int PREVIEW_ENTRIES = 5;

    /** How many are searched if there are edits or deletions among the first few, and no message. */
    public static final int PREVIEW_ENTRIES_AMENDED = 50;

    /** How often a node is told that time has passed. */
    public static final Duration TICK = Duration.ofSeconds(1);

    /** The most rooms whose heads are asked for one by one, for a heartbeat, after they could not be had together. */
    public static final int HEADS_SINGLY_MAX = 64;

    /** Of how many people is remembered what somebody was shown of their being here, between two looks at who is. */
    public static final int PRESENCES_SHOWN_MAX = 50_000;

    /** How often a connection hears from its node at least. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Within which all devices of a node are told to look for what they may have missed: each then asks for all its rooms. */
    public static final Duration RESYNC_SPREAD = Duration.ofSeconds(5);

    /** So many are told at once, however few they are. */
    public static final int RESYNCS_AT_ONCE = 100;

    /** How often a node refreshes the presence of its connections: well within the lease. */
    public static final Duration PRESENCE_REFRESH = Duration.ofSeconds(10);

    /** How long someone may be gone before others are told: a reconnect within it is not seen. */
    public static final Duration OFFLINE_GRACE = Duration.ofSeconds(15);

    /** How often a node renews its number; while it holds none it asks for one at every {@link #TICK}. */
    public static final Duration NODE_RENEWAL = Duration.ofSeconds(15);

    /**
     * For how much of its lease, after its last renewal, a node's number is used, in thirds; the rest is for clocks that disagree. People
     * go on talking while the lender of numbers is gone for so long.
     */
    public static final int NODE_TRUST_THIRDS = 2;

    /** How long a login lasts at most. */
    public static final Duration LOGIN = Duration.ofDays(30);

    /** How long a login lasts that is not used. */
    public static final Duration LOGIN_IDLE = Duration.ofDays(7);

    /** How often the use of a login is written down at most. */
    public static final Duration LOGIN_EXTENDED_EVERY = Duration.ofHours(1);

    /** Wrong passwords for one account, or from one of its own devices, that cost no wait. */
    public static final int LOGIN_FAILURES_FREE = 2;

    /** The longest wait after a wrong password for one account. */
    public static final Duration LOGIN_WAIT_MAX = Duration.ofMinutes(15);

    /** Wrong passwords from one address that cost no wait: many people may share it. */
    public static final int LOGIN_FAILURES_FREE_OF_ADDRESS = 20;

    /** The longest wait after a wrong password from one address. */
    public static final Duration LOGIN_WAIT_OF_ADDRESS_MAX = Duration.ofMinutes(1);

    /** How long after the end of its wait a wrong password is forgotten. */
    public static final Duration LOGIN_FAILURES_FORGOTTEN = Duration.ofMinutes(30);

    /** The accounts, addresses and devices, each, whose wrong passwords are remembered. */
    public static final int LOGIN_KEYS_REMEMBERED_MAX = 50_000;

    /** How often the logins of all connections are looked up, in case a logout was not heard of. */
    public static final Duration LOGIN_CHECK = Duration.ofSeconds(60);

    /** How often expired logins are swept out. */
    public static final Duration LOGIN_SWEEP = Duration.ofHours(1);

    /** How many of a connection's own sends are remembered, so that it is not told of them twice. */
    public static final int OWN_SENDS_REMEMBERED = 128;

    private Limits() {}
}
