package dev.sarangbang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The browser tests would notice a frame of the wrong shape. */
class FramesTest {

    @Test
    void a_frame_of_the_wrong_shape_is_complained_of_and_a_right_one_is_not() {
        List<String> complaints = new ArrayList<>();
        Frames.check(true, "{\"type\":\"pong\",\"id\":\"1\"}", complaints::add);
        Frames.check(false, "{\"type\":\"ping\",\"id\":\"1\"}", complaints::add);
        assertThat(complaints).isEmpty();

        Frames.check(true, "{\"type\":\"ping\",\"id\":\"1\"}", complaints::add);
        Frames.check(false, "{\"type\":\"ping\",\"id\":\"1\",\"extra\":1}", complaints::add);
        assertThat(complaints).hasSize(2);
    }
}
