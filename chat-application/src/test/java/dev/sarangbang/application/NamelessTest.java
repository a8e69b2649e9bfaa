package dev.sarangbang.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.room.RoomId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People who are connected go on talking while accounts, logins and lists of rooms cannot be had. */
class NamelessTest {

    private final Village village = new Village();
    private final Node north = village.north;
    private final Person ann = village.ann;
    private final Person bob = village.bob;
    private final RoomId kitchen = village.room(ann, bob);

    @Test
    void who_is_connected_opens_rooms_and_talks_on() {
        var phone = new Phone();
        north.connect(bob, phone);
        assertThat(guests(north)).containsExactlyInAnyOrder(ann.id(), bob.id());

        cutOff();

        assertThat(guests(north)).containsExactlyInAnyOrder(ann.id(), bob.id());
        assertThat(north.app().lobby().accounts(List.of(ann.id()))).containsOnlyKeys(ann.id());
        assertThat(phone.entries()).isEmpty();
        assertThat(phone.endings()).isEmpty();
        assertThat(north.says(ann, kitchen, Node.freshId(), "still here").entry())
                .isIn(phone.entries());
        village.passes(Limits.LOGIN_CHECK.multipliedBy(2));
        assertThat(phone.endings()).isEmpty();
    }

    @Test
    void a_room_opens_without_those_whose_names_were_never_asked_for() {
        Node south = village.node();
        cutOff();

        assertThat(guests(south)).isEmpty();
        assertThat(village.tally.degraded).contains("names");
        assertThatThrownBy(() -> south.app().lobby().accounts(List.of(ann.id())))
                .isInstanceOf(PortException.Unavailable.class);

        village.accounts.restore();
        assertThat(guests(south)).containsExactlyInAnyOrder(ann.id(), bob.id());
    }

    @Test
    void a_name_is_asked_for_once() {
        guests(north);
        int before = village.accounts.calls();

        assertThat(guests(north)).hasSize(2);

        assertThat(village.accounts.calls()).isEqualTo(before);
    }

    private List<AccountId> guests(Node node) {
        return node.app().lobby().room(bob.id(), Node.PHONE, kitchen).orElseThrow().guests().stream()
                .map(guest -> guest.account().id())
                .toList();
    }

    private void cutOff() {
        village.accounts.cutOff();
        village.sessions.cutOff();
        village.directory.cutOff();
    }
}
