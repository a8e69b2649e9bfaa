package dev.sarangbang.adapter.mysql;

import java.time.Duration;

/** Hears how calls to the database go. Called on the caller's thread; returns at once. */
interface CallListener {

    /** Does not listen. */
    CallListener NONE = new CallListener() {
        @Override
        public void answered(Duration took) {}

        @Override
        public void retried() {}

        @Override
        public void failed() {}
    };

    /** A call was answered, perhaps at its second try. */
    void answered(Duration took);

    /** A statement lost against others and is tried again. */
    void retried();

    /** A call failed. */
    void failed();
}
