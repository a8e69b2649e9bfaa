package dev.sarangbang.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.PasswordHash;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.Accounts.Registration;
import dev.sarangbang.domain.port.Accounts.Registration.Registered;
import dev.sarangbang.domain.port.Accounts.Registration.UsernameTaken;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link Accounts} does. Extend it and supply the adapter under test. */
public abstract class AccountsContract {

    /** Pairs that careless stores take for the same: by case, accent, width, kana, trailing space, or beyond the basic plane. */
    private static final List<String> ALIKE = List.of(
            "ss", "ß", "i", "ı", "o", "ö", "e", "é", "가", "까", "각", "は", "ば", "ぱ", "ハ", "l", "ł", "d", "đ", "a.", "a_",
            "a-", "a", "𠀀", "𠀁", "0", "00", "٠", "०", "и", "й", "ё", "е");

    private final Username name = Samples.username();

    /** The adapter under test; the same instance throughout one test. */
    protected abstract Accounts accounts();

    /** The same store as another process sees it; the adapter itself where only one process can see it. */
    protected Accounts elsewhere() {
        return accounts();
    }

    /** Another adapter over the same storage, as after a crash of this process; not overridden where nothing is kept. */
    protected Accounts reopen() {
        return Assumptions.abort(Skipped.NOT_REOPENED);
    }

    @Test
    @DisplayName("A1: gives a username to one account, and changes nothing for the next")
    void gives_a_username_once() {
        Credentials ann = register(Samples.credentials(name));
        Credentials late = Samples.credentials(name);

        assertThat(accounts().register(late)).isEqualTo(new UsernameTaken());
        assertThat(accounts().findByUsername(name)).contains(ann);
        assertThat(accounts().find(List.of(late.account().id()))).isEmpty();
    }

    @Test
    @DisplayName("A1: gives a username to one account when several race for it")
    void gives_a_username_once_in_a_race() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Username wanted = Samples.username();
            List<Credentials> rivals = Race.of(Race.RACERS, ignored -> Samples.credentials(wanted));
            List<Registration> answers =
                    Race.of(Race.RACERS, racer -> accountsFor(racer).register(rivals.get(racer)));

            assertThat(answers).containsOnlyOnce(new Registered());
            assertThat(Collections.frequency(answers, new UsernameTaken())).isEqualTo(Race.RACERS - 1);
            Credentials winner = rivals.get(answers.indexOf(new Registered()));
            assertThat(accounts().findByUsername(wanted)).contains(winner);
            assertThat(accounts().find(rivals.stream().map(AccountsContract::id).toList()))
                    .isEqualTo(Map.of(id(winner), winner.account()));
        }
    }

    @Test
    @DisplayName("A2: answers the same registration the same again, also at the same moment")
    void may_be_repeated() {
        Credentials ann = Samples.credentials(name);
        List<Registration> answers =
                Race.of(Race.RACERS, racer -> accountsFor(racer).register(ann));

        assertThat(answers).containsOnly(new Registered());
        assertThat(accounts().register(ann)).isEqualTo(new Registered());
        assertThat(accounts().findByUsername(name)).contains(ann);
    }

    @Test
    @DisplayName("A3: finds accounts and credentials as they were registered")
    void finds_what_was_registered() {
        Credentials ann = register(Samples.credentials(name));
        Credentials bob = register(Samples.credentials(Samples.username()));
        AccountId stranger = Samples.accountId();

        for (Accounts here : List.of(accounts(), elsewhere())) {
            Map<AccountId, Account> found = here.find(List.of(id(bob), stranger, id(ann)));
            assertThat(found).isEqualTo(Map.of(id(ann), ann.account(), id(bob), bob.account()));
            assertThat(here.findByUsername(name)).contains(ann);
            assertThat(here.findByUsername(bob.account().username())).contains(bob);
        }
        assertThat(accounts().find(List.of())).isEmpty();
        assertThat(accounts().findByUsername(Samples.username())).isEmpty();
    }

    @Test
    @DisplayName("A4: keeps an account over a crash")
    void survives_a_crash() {
        Credentials ann = register(Samples.credentials(name));

        Accounts reopened = reopen();

        assertThat(reopened.findByUsername(name)).contains(ann);
        assertThat(reopened.find(List.of(id(ann)))).isEqualTo(Map.of(id(ann), ann.account()));
        assertThat(reopened.register(Samples.credentials(name))).isEqualTo(new UsernameTaken());
    }

    @Test
    @DisplayName("A5: takes no two names for the same that differ in a code point")
    void tells_names_apart() {
        List<Credentials> people = ALIKE.stream()
                .map(ending -> Samples.credentials(new Username(name.value() + ending)))
                .toList();
        for (Credentials person : people) {
            assertThat(accounts().register(person))
                    .as("registering %s", person.account().username())
                    .isEqualTo(new Registered());
        }
        for (Credentials person : people) {
            assertThat(accounts().findByUsername(person.account().username())).contains(person);
        }
    }

    @Test
    @DisplayName("A6: replaces the hash it is given, and no other")
    void replaces_a_hash() {
        Credentials ann = register(Samples.credentials(name));
        Credentials bob = register(Samples.credentials(Samples.username()));
        PasswordHash first = ann.passwordHash();
        PasswordHash second = Samples.credentials(name).passwordHash();

        assertThat(accounts().replaceHash(id(ann), second, bob.passwordHash())).isFalse();
        assertThat(accounts().replaceHash(Samples.accountId(), first, second)).isFalse();
        assertThat(accounts().findByUsername(name)).contains(ann);
        assertThat(accounts().replaceHash(id(ann), first, second)).isTrue();
        assertThat(accounts().replaceHash(id(ann), first, bob.passwordHash())).isFalse();

        for (Accounts here : List.of(accounts(), elsewhere())) {
            assertThat(here.findByUsername(name)).contains(new Credentials(ann.account(), second));
            assertThat(here.findByUsername(bob.account().username())).contains(bob);
        }
    }

    @Test
    @DisplayName("A6: lets one of several replace a hash when they race")
    void replaces_a_hash_once_in_a_race() {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Credentials person = register(Samples.credentials(Samples.username()));
            List<PasswordHash> next =
                    Race.of(Race.RACERS, racer -> Samples.credentials(name).passwordHash());
            List<Boolean> answers = Race.of(
                    Race.RACERS,
                    racer -> accountsFor(racer).replaceHash(id(person), person.passwordHash(), next.get(racer)));

            assertThat(answers).containsOnlyOnce(true);
            assertThat(accounts().findByUsername(person.account().username()))
                    .contains(new Credentials(person.account(), next.get(answers.indexOf(true))));
        }
    }

    private Accounts accountsFor(int racer) {
        return racer % 2 == 0 ? accounts() : elsewhere();
    }

    private Credentials register(Credentials credentials) {
        assertThat(accounts().register(credentials)).isEqualTo(new Registered());
        return credentials;
    }

    private static AccountId id(Credentials credentials) {
        return credentials.account().id();
    }
}
