package dev.sarangbang.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sarangbang.domain.id.MessageId;
import org.junit.jupiter.api.Test;

/** Sequences, positions and read marks: what comes before what. */
class PositionTest {

    @Test
    void sequences_begin_after_the_place_before_all_and_have_no_holes() {
        assertThat(Sequence.BEFORE_FIRST.next()).isEqualTo(new Sequence(1));
        assertThat(new Sequence(41).next()).isEqualTo(new Sequence(42));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sequence(-1));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Sequence(Long.MAX_VALUE).next());
    }

    @Test
    void sequences_are_in_the_order_of_their_numbers() {
        Sequence two = new Sequence(2);
        Sequence ten = new Sequence(10);

        assertThat(two).isLessThan(ten);
        assertThat(two.isBefore(ten)).isTrue();
        assertThat(two.isBefore(two)).isFalse();
        assertThat(ten.isAfter(two)).isTrue();
        assertThat(ten.isAfter(ten)).isFalse();
        assertThat(Sequence.max(two, ten)).isEqualTo(ten);
        assertThat(Sequence.max(ten, two)).isEqualTo(ten);
    }

    @Test
    void a_higher_epoch_comes_after_any_sequence_of_a_lower_one() {
        assertThat(position(1, 10)).isLessThan(position(2, 1));
        assertThat(position(1, 2)).isLessThan(position(1, 10));
        assertThat(position(1, 10)).isEqualByComparingTo(position(1, 10));
        assertThat(mark(1, 10, 5)).isLessThan(mark(2, 1, 0));
        assertThat(mark(1, 2, 2)).isLessThan(mark(1, 10, 2));
        assertThat(new Epoch(2)).isGreaterThan(new Epoch(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Epoch(0));
    }

    @Test
    void the_further_of_two_marks_is_the_greater() {
        assertThat(ReadMark.max(mark(1, 10, 5), mark(2, 1, 0))).isEqualTo(mark(2, 1, 0));
        assertThat(ReadMark.max(mark(1, 10, 5), mark(1, 9, 5))).isEqualTo(mark(1, 10, 5));
    }

    @Test
    void a_mark_counts_no_more_messages_than_there_are_entries() {
        assertThat(mark(1, 3, 3).messageNumber()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> mark(1, 3, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> mark(1, 3, -1));
    }

    private static Position position(long epoch, long sequence) {
        return new Position(new Epoch(epoch), new Sequence(sequence), new MessageId(100 * epoch + sequence));
    }

    private static ReadMark mark(long epoch, long sequence, long messageNumber) {
        return new ReadMark(new Epoch(epoch), new Sequence(sequence), messageNumber);
    }
}
