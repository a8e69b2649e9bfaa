package dev.sarangbang.adapter.simulation.server;

import dev.sarangbang.adapter.simulation.scene.Scene;
import dev.sarangbang.adapter.simulation.schedule.Chance;
import dev.sarangbang.application.Enrolment.LogIn;
import dev.sarangbang.application.Enrolment.LogInOutcome;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.PortException;
import java.util.function.Consumer;

/** Signing in and out, which goes over HTTP and not over a connection. An outage is answered by nothing: ask again. */
public final class FrontDoor {

    private static final long FAST_NANOS = 100_000;
    private static final long USUAL_NANOS = 20_000_000;

    private final Scene scene;
    private final Chance chance;

    public FrontDoor(Scene scene) {
        this.scene = scene;
        this.chance = scene.chance("front door", 0);
    }

    /** Signs someone in. */
    public void logIn(Server server, Username name, Password password, Consumer<SessionToken> then) {
        server.begin(() -> {
            try {
                if (server.chat().enrolment().logIn(new LogIn(name, password)) instanceof LogInOutcome.LoggedIn in) {
                    scene.schedule().after(travel(), server.lane(), () -> then.accept(in.token()));
                }
            } catch (PortException e) {
                scene.tell(server.name(), () -> "cannot sign " + name + " in");
            }
        });
    }

    /** Signs someone out; {@code then} is called if that is certain. */
    public void logOut(Server server, SessionToken token, Runnable then) {
        server.begin(() -> {
            try {
                server.chat().enrolment().authenticate(token).ifPresent(who -> {
                    server.chat().enrolment().logOut(who);
                    scene.schedule().after(travel(), server.lane(), then);
                });
            } catch (PortException e) {
                scene.tell(server.name(), () -> "cannot sign someone out");
            }
        });
    }

    private long travel() {
        return chance.spread(FAST_NANOS, USUAL_NANOS);
    }
}
