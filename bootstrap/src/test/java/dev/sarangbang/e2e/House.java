package dev.sarangbang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.sarangbang.e2e.Person.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The server and the browser that the tests of this package share: the first that needs them starts them, and they end with
 * the last. Each test has people of its own. When it is over they go home without a complaint of their browser; if it
 * failed, what they saw last is kept under {@code target/pictures}.
 */
final class House implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(House.class);

    private static int served;

    private final List<Person> people = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private Premises premises;

    private record Premises(ServerProcess server, Chromium chromium) implements AutoCloseable {

        /** Dozens of people sign up; what it takes to hash a password well is tried where a test has a server of its own. */
        static Premises open() {
            ServerProcess server = ServerProcess.startIn(
                    Path.of("target", "e2e", "house-" + ProcessHandle.current().pid()),
                    "--set",
                    "adapter.password-hasher=unsafe-fast");
            return new Premises(server, Chromium.start());
        }

        @Override
        public void close() {
            chromium.close();
            server.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        premises = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Premises.class, ignored -> Premises.open(), Premises.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        List<String> complaints = new ArrayList<>();
        for (Person person : people) {
            if (failed) {
                person.keepsAPicture("failed-" + context.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-") + "-"
                        + person.username());
            }
            complaints.addAll(person.complaints());
            person.close();
        }
        guests.forEach(Guest::close);
        assertThat(complaints).as("what browsers complained of").isEmpty();
    }

    ServerProcess server() {
        return premises.server;
    }

    String url() {
        return premises.server.url();
    }

    Browser browser() {
        return premises.chromium.browser();
    }

    /** Someone whose browser speaks English. */
    Person ann() {
        return livesHere("ann", "Ann", Setup.ENGLISH);
    }

    /** Someone whose browser speaks Korean. */
    Person bora() {
        return livesHere("bora", "보라", Setup.KOREAN);
    }

    /** Someone who is signed in, and has the page open. */
    Person livesHere(String username, String name, Setup setup) {
        return comes(username, setup).movesIn(name);
    }

    /** Someone with a telephone, which is touched. */
    Person phone(String username, String name, Setup setup) {
        return remembered(Person.atAPhone(browser(), url(), username + ++served, setup))
                .movesIn(name);
    }

    /** A device more of someone who is here already. */
    Person alsoAt(Person person, Setup setup) {
        return remembered(Person.at(browser(), url(), person.username(), setup)).logsInAtTheDoor();
    }

    /** Someone at a browser that has not opened the page yet. */
    Person comes(String username, Setup setup) {
        return remembered(Person.at(browser(), url(), username + ++served, setup));
    }

    /** Another browser of someone's, which is signed in and has loaded nothing yet. */
    Person withAnEmptyCache(Person person) {
        return remembered(Person.signedInLike(person, browser()));
    }

    /** Someone at a browser, for another server than the shared one. */
    Person at(ServerProcess server, String username, Setup setup) {
        return remembered(Person.at(browser(), server.url(), username + ++served, setup));
    }

    private Person remembered(Person person) {
        people.add(person);
        return person;
    }

    /** Someone without a browser. */
    Guest guest(String username, String name) {
        Guest guest = Guest.signUp(url(), username + ++served, name);
        guests.add(guest);
        return guest;
    }
}
