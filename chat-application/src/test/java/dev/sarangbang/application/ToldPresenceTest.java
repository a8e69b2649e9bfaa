package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.presence.Presence.Status;
import dev.sarangbang.domain.room.RoomId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToldPresenceTest {

    private static final AccountId ANN = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);

    private final ToldPresence told = new ToldPresence();

    @Test
    void nobody_who_is_out_of_view_is_remembered_for_more_than_two_looks() {
        told.toldAll(ANN, Status.ONLINE);
        told.shown(BOB, Status.ONLINE);

        told.looked(Set.of());
        told.looked(Set.of());

        assertThat(told.size()).isZero();
    }

    @Test
    void what_was_told_of_those_in_view_outlasts_looks_in_vain_and_nothing_else_does() {
        told.toldAll(ANN, Status.ONLINE);
        told.shown(ANN, Status.OFFLINE);
        told.shown(BOB, Status.ONLINE);

        for (int look = 0; look < 5; look++) {
            told.lookedInVain(Set.of(ANN));
        }

        assertThat(told.last(ANN)).contains(Status.ONLINE);
        assertThat(told.wasShownOtherwise(ANN, Status.ONLINE)).isTrue();
        assertThat(told.size()).isEqualTo(1);
    }

    @Test
    void whoever_is_shown_a_room_is_remembered_though_all_were_told_the_same_because_news_may_overtake_it() {
        told.toldAll(BOB, Status.OFFLINE);
        told.shown(BOB, Status.OFFLINE);
        told.toldAll(BOB, Status.ONLINE);

        assertThat(told.wasShownOtherwise(BOB, Status.ONLINE)).isTrue();
    }

    @Test
    void a_node_on_which_nobody_looks_at_a_room_forgets_who_came_and_went() {
        var village = new Village();
        RoomId kitchen = village.room(village.ann, village.bob);
        village.north.connect(village.ann, new Phone()).view(Optional.empty());
        for (Person guest : village.people("guest", 8)) {
            village.north.invite(village.ann, kitchen, guest);
            village.north.close(village.north.connect(guest, new Phone()));
        }
        assertThat(village.north.app().peopleToldOf()).isEqualTo(8);

        village.passes(Duration.ofMinutes(2));

        assertThat(village.north.app().peopleToldOf()).isZero();
    }
}
