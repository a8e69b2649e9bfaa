package dev.sarangbang.adapter.contract;

/** Why a test cannot be run on some adapter. It is then reported as aborted, not as passed. */
final class Skipped {

    /** For an adapter whose store ends with its process, or cannot be reopened in a test. */
    static final String NOT_REOPENED =
            "this adapter does not reopen its store, so that it survives a crash is not shown here";

    /** For an adapter between whose nodes nothing can break, or be broken in a test. */
    static final String NO_OUTAGE = "this adapter breaks no connection, so what happens then is not shown here";

    private Skipped() {}
}
