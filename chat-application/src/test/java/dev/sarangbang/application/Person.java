package dev.sarangbang.application;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;

/** Somebody who lives in the village, signed in. */
record Person(Enrolment.SignedIn who, SessionToken token) {

    AccountId id() {
        return who.id();
    }

    Username username() {
        return who.account().username();
    }
}
