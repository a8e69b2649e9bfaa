package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.application.Attendance.Connection;
import dev.sarangbang.application.Device.Ending;
import dev.sarangbang.application.Enrolment.LogIn;
import dev.sarangbang.application.Enrolment.LogInOutcome;
import dev.sarangbang.application.Enrolment.LogInOutcome.LoggedIn;
import dev.sarangbang.application.Enrolment.LogInOutcome.WrongCredentials;
import dev.sarangbang.application.Enrolment.SignUpOutcome.PasswordCommon;
import dev.sarangbang.application.Enrolment.SignUpOutcome.UsernameTaken;
import dev.sarangbang.application.Enrolment.SignedIn;
import dev.sarangbang.domain.account.DisplayName;
import dev.sarangbang.domain.account.LoginSession;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.SessionToken;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.port.PortException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnrolmentTest {

    private static final Password WRONG = Password.parse("incorrect horse").orThrow();

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;

    @Test
    void who_signs_up_is_signed_in() {
        assertThat(north.app().enrolment().authenticate(ann.token())).contains(ann.who());
        assertThat(ann.who().account().createdAt()).isEqualTo(village.time.instant());
        assertThat(ann.who().expiresAt()).isEqualTo(village.time.instant().plus(Limits.LOGIN_IDLE));
    }

    @Test
    void a_name_that_somebody_has_is_taken() {
        assertThat(north.app().enrolment().signUp(ann.username(), new DisplayName("Another Ann"), Village.PASSWORD))
                .isEqualTo(new UsernameTaken());
    }

    @Test
    void of_two_who_sign_up_at_once_under_one_name_one_gets_it() {
        village.accounts.before("register", () -> village.person("dal"));

        assertThat(north.app().enrolment().signUp(new Username("dal"), new DisplayName("Dal"), Village.PASSWORD))
                .isEqualTo(new UsernameTaken());
    }

    @Test
    void who_knows_the_password_may_log_in_on_any_node() {
        LoggedIn loggedIn = logIn(village.node(), Village.PASSWORD);

        assertThat(loggedIn.who().account()).isEqualTo(ann.who().account());
        assertThat(loggedIn.token()).isNotEqualTo(ann.token());
        assertThat(north.app().enrolment().authenticate(loggedIn.token())).contains(loggedIn.who());
        assertThat(north.app().enrolment().authenticate(ann.token())).isPresent();
    }

    @Test
    void a_wrong_password_and_a_name_that_nobody_has_are_answered_alike() {
        assertThat(north.app().enrolment().logIn(new LogIn(ann.username(), WRONG)))
                .isEqualTo(new WrongCredentials());
        assertThat(north.app().enrolment().logIn(new LogIn(new Username("nobody"), WRONG)))
                .isEqualTo(new WrongCredentials());
    }

    @Test
    void a_token_that_was_never_given_out_is_nobody() {
        assertThat(north.app().enrolment().authenticate(SessionToken.create(new Random(1))))
                .isEmpty();
    }

    @Test
    void a_login_that_is_not_used_ends_by_itself() {
        village.time.passes(Limits.LOGIN_IDLE.minusMillis(1));
        assertThat(village.sessions.port().find(ann.who().session(), village.time.instant()))
                .isPresent();

        village.time.passes(Duration.ofMillis(1));
        assertThat(north.app().enrolment().authenticate(ann.token())).isEmpty();
    }

    @Test
    void a_login_that_is_used_lasts_longer_but_not_for_ever() {
        Instant begin = village.time.instant();
        Duration day = Duration.ofDays(1);
        Duration age = Duration.ZERO;
        while (age.plus(day).compareTo(Limits.LOGIN) < 0) {
            village.time.passes(day);
            age = age.plus(day);
            assertThat(north.app().enrolment().authenticate(ann.token()))
                    .as("after %s", age)
                    .isPresent();
        }

        assertThat(north.app()
                        .enrolment()
                        .authenticate(ann.token())
                        .orElseThrow()
                        .expiresAt())
                .isEqualTo(begin.plus(Limits.LOGIN));
        village.time.passes(day);
        assertThat(north.app().enrolment().authenticate(ann.token())).isEmpty();
    }

    @Test
    void to_be_connected_is_a_use_of_the_login() {
        var phone = new Phone();
        Instant begin = village.time.instant();
        Connection connection = north.connect(ann, phone);

        village.time.wallJumps(Limits.LOGIN_IDLE.minusMinutes(10));
        village.passes(Limits.LOGIN_CHECK.plusSeconds(1));
        village.time.wallJumps(Duration.ofHours(1));
        village.passes(Limits.LOGIN_CHECK.plusSeconds(1));

        assertThat(phone.endings()).isEmpty();
        assertThat(north.app()
                        .enrolment()
                        .authenticate(ann.token())
                        .orElseThrow()
                        .expiresAt())
                .isAfter(begin.plus(Limits.LOGIN_IDLE));
        connection.close();
    }

    @Test
    void what_is_guessed_first_is_no_password() {
        for (String common : List.of("password", "PassWord", "12345678", "iloveyou", "trustno1")) {
            assertThat(north.app()
                            .enrolment()
                            .signUp(
                                    new Username("dal"),
                                    new DisplayName("Dal"),
                                    Password.parse(common).orThrow()))
                    .as(common)
                    .isEqualTo(new PasswordCommon());
        }
        assertThat(north.app()
                        .enrolment()
                        .signUp(
                                new Username("dal.kim.2026"),
                                new DisplayName("Dal"),
                                Password.parse("Dal.Kim.2026").orThrow()))
                .isEqualTo(new PasswordCommon());
        assertThat(village.accounts.port().findByUsername(new Username("dal"))).isEmpty();
    }

    @Test
    void people_see_where_they_are_signed_in_and_end_what_they_like() {
        village.time.passes(Duration.ofMinutes(1));
        LoggedIn later = logIn(village.node(), Village.PASSWORD);

        assertThat(north.app().enrolment().sessions(ann.who()).stream().map(LoginSession::key))
                .containsExactly(later.who().session(), ann.who().session());
        assertThat(north.app().enrolment().logOut(village.bob.who(), ann.who().session()))
                .as("bob ends a login of ann's")
                .isFalse();
        assertThat(north.app().enrolment().logOut(ann.who(), later.who().session()))
                .isTrue();
        assertThat(north.app().enrolment().logOut(ann.who(), later.who().session()))
                .isFalse();
        assertThat(north.app().enrolment().authenticate(later.token())).isEmpty();
        assertThat(north.app().enrolment().authenticate(ann.token())).isPresent();
    }

    @Test
    void logging_out_everywhere_ends_every_login_and_its_connections_on_every_node() {
        Node south = village.node();
        var onNorth = new Phone();
        var onSouth = new Phone();
        var ofBob = new Phone();
        LoggedIn other = logIn(south, Village.PASSWORD);
        north.connect(ann, onNorth);
        south.connect(new Person(other.who(), other.token()), onSouth);
        north.connect(village.bob, ofBob);

        north.app().enrolment().logOutEverywhere(ann.who());

        assertThat(onNorth.endings()).containsExactly(Ending.SESSION_ENDED);
        assertThat(onSouth.endings()).containsExactly(Ending.SESSION_ENDED);
        assertThat(ofBob.endings()).isEmpty();
        assertThat(south.app().enrolment().authenticate(other.token())).isEmpty();
        assertThat(south.app().enrolment().authenticate(ann.token())).isEmpty();
    }

    @Test
    void who_logs_out_is_nobody_any_more() {
        north.app().enrolment().logOut(ann.who());

        assertThat(north.app().enrolment().authenticate(ann.token())).isEmpty();
        north.app().enrolment().logOut(ann.who());
    }

    @Test
    void logging_out_ends_the_connections_of_that_login_on_every_node_and_no_others() {
        Node south = village.node();
        var onNorth = new Phone();
        var onSouth = new Phone();
        var ofOtherLogin = new Phone();
        var ofBob = new Phone();
        north.connect(ann, onNorth);
        south.connect(ann, onSouth);
        LoggedIn other = logIn(south, Village.PASSWORD);
        south.connect(new Person(other.who(), other.token()), ofOtherLogin);
        north.connect(village.bob, ofBob);

        south.app().enrolment().logOut(ann.who());

        assertThat(onNorth.endings()).containsExactly(Ending.SESSION_ENDED);
        assertThat(onSouth.endings()).containsExactly(Ending.SESSION_ENDED);
        assertThat(ofOtherLogin.endings()).isEmpty();
        assertThat(ofBob.endings()).isEmpty();
        assertThat(onNorth.events()).isEmpty();
    }

    @Test
    void a_connection_made_with_a_login_that_ended_meanwhile_is_ended() {
        SignedIn who = north.app().enrolment().authenticate(ann.token()).orElseThrow();
        north.app().enrolment().logOut(ann.who());
        var phone = new Phone();

        north.app().attendance().connect(who, Node.PHONE, phone);

        assertThat(phone.endings()).containsExactly(Ending.SESSION_ENDED);
    }

    @Test
    void a_logout_that_a_node_did_not_hear_of_ends_its_connections_a_little_later() {
        Node unreachable = village.node(new UnreachableQueues());
        var phone = new Phone();
        var ofBob = new Phone();
        unreachable.connect(ann, phone);
        unreachable.connect(village.bob, ofBob);
        north.app().enrolment().logOut(ann.who());
        assertThat(phone.endings()).isEmpty();

        village.passes(Limits.LOGIN_CHECK.plusSeconds(1));

        assertThat(phone.endings()).containsOnly(Ending.SESSION_ENDED);
        assertThat(ofBob.endings()).isEmpty();
    }

    @Test
    void nobody_is_sent_away_because_the_logins_cannot_be_read() {
        var phone = new Phone();
        village.sessions.cutOff();
        north.connect(ann, phone);
        village.passes(Limits.LOGIN_CHECK.multipliedBy(2));

        assertThat(phone.endings()).isEmpty();
        assertThat(village.tally.degraded).contains("logins");
    }

    @Test
    void a_connection_ends_when_its_login_expires() {
        var phone = new Phone();
        Connection connection = north.connect(ann, phone);
        village.passes(Duration.ofSeconds(20));
        assertThat(phone.endings()).isEmpty();

        village.time.wallJumps(Limits.LOGIN);
        village.passes(Duration.ofSeconds(10));

        assertThat(phone.endings()).contains(Ending.SESSION_ENDED);
        connection.close();
    }

    @Test
    void expired_logins_are_swept_out() {
        village.time.wallJumps(Limits.LOGIN);
        int before = village.sessions.calls();
        village.passes(Limits.LOGIN_SWEEP);

        assertThat(village.sessions.calls()).isGreaterThan(before);
        village.time.wallJumps(Limits.LOGIN.negated());
        assertThat(north.app().enrolment().authenticate(ann.token())).isEmpty();
    }

    @Test
    void an_outage_is_told_as_one() {
        village.accounts.cutOff();
        village.sessions.cutOff();

        assertThatThrownBy(() -> north.app().enrolment().logIn(new LogIn(ann.username(), Village.PASSWORD)))
                .isInstanceOf(PortException.class);
        assertThatThrownBy(() -> north.app().enrolment().authenticate(ann.token()))
                .isInstanceOf(PortException.class);
        assertThatThrownBy(() -> north.app().enrolment().logOut(ann.who())).isInstanceOf(PortException.class);
    }

    private LoggedIn logIn(Node node, Password password) {
        LogInOutcome outcome = node.app().enrolment().logIn(new LogIn(ann.username(), password));
        assertThat(outcome).isInstanceOf(LoggedIn.class);
        return (LoggedIn) outcome;
    }
}
