package dev.sarangbang.application;

import dev.sarangbang.domain.account.Credentials;
import dev.sarangbang.domain.account.KnownDevice;
import dev.sarangbang.domain.account.Username;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may try a password now. Strangers are counted together, under the account and under the address they come from; a device
 * that has been signed in to the account before is counted alone, so that no stranger's failures keep its owner out. Names that
 * nobody has are counted like any other, so that waiting tells nothing about who has an account.
 *
 * <p>Each node counts for itself: with several nodes an attacker has as many times the attempts.
 */
final class LoginBrakes {

    private final GuessBrake accounts = new GuessBrake(Limits.LOGIN_FAILURES_FREE, Limits.LOGIN_WAIT_MAX);
    private final GuessBrake addresses =
            new GuessBrake(Limits.LOGIN_FAILURES_FREE_OF_ADDRESS, Limits.LOGIN_WAIT_OF_ADDRESS_MAX);
    private final GuessBrake devices = new GuessBrake(Limits.LOGIN_FAILURES_FREE, Limits.LOGIN_WAIT_MAX);

    private record Counted(GuessBrake brake, String key) {}

    /** An attempt that may go on. */
    static final class Attempt {
        private final List<Counted> counted;

        private Attempt(List<Counted> counted) {
            this.counted = counted;
        }

        /** The password was right. */
        void succeeded(long nowNanos) {
            counted.forEach(each -> each.brake.succeeded(each.key, nowNanos));
        }
    }

    /** What came of asking: an attempt, or how long to wait. */
    sealed interface Answer {
        record GoOn(Attempt attempt) implements Answer {}

        record Wait(Duration time) implements Answer {}
    }

    /**
     * Asks for an attempt.
     *
     * @param account the account of that name, if there is one
     */
    Answer attempt(
            Username username,
            Optional<Credentials> account,
            Optional<KnownDevice> device,
            Optional<String> address,
            long nowNanos) {
        List<Counted> asked = new ArrayList<>();
        if (account.isPresent()
                && device.filter(known -> known.knows(account.get())).isPresent()) {
            asked.add(new Counted(devices, device.get().value()));
        } else {
            // The address first: one that has to wait must not make the account wait longer too.
            address.ifPresent(known -> asked.add(new Counted(addresses, known)));
            asked.add(new Counted(accounts, username.value()));
        }
        List<Counted> counted = new ArrayList<>();
        for (Counted each : asked) {
            Optional<Duration> wait = each.brake.attempt(each.key, nowNanos);
            if (wait.isPresent()) {
                new Attempt(counted).succeeded(nowNanos);
                return new Answer.Wait(wait.get());
            }
            counted.add(each);
        }
        return new Answer.GoOn(new Attempt(counted));
    }
}
