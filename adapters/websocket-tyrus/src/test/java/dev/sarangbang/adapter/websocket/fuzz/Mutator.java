package dev.sarangbang.adapter.websocket.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Makes something nearly right out of something that was tried before. */
final class Mutator {

    private static final int STEPS_MAX = 6;
    private static final int BYTES_MAX = 20_000;
    private static final byte[] TELLING = {
        0,
        1,
        9,
        10,
        13,
        32,
        34,
        44,
        58,
        91,
        92,
        93,
        123,
        125,
        126,
        127,
        (byte) 0x80,
        (byte) 0x81,
        (byte) 0x88,
        (byte) 0x89,
        (byte) 0xc0,
        (byte) 0xed,
        (byte) 0xf4,
        (byte) 0xfe,
        (byte) 0xff
    };

    private final List<byte[]> seeds;
    private final Random random;

    Mutator(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        byte[] data = any().clone();
        for (int left = 1 + random.nextInt(STEPS_MAX); left > 0; left--) {
            data = step(data);
        }
        return data;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] step(byte[] data) {
        int at = random.nextInt(data.length + 1);
        int to = Math.min(data.length, at + 1 + random.nextInt(16));
        if (data.length == 0 || data.length > BYTES_MAX) {
            return any().clone();
        }
        switch (random.nextInt(7)) {
            case 0 -> data[at % data.length] ^= (byte) (1 << random.nextInt(8));
            case 1 -> data[at % data.length] = TELLING[random.nextInt(TELLING.length)];
            case 2 -> data[at % data.length] = (byte) random.nextInt();
            case 3 -> {
                return joined(data, 0, at, data, to, data.length);
            }
            case 4 -> {
                return joined(data, 0, to, data, at, data.length);
            }
            case 5 -> {
                byte[] other = any();
                return joined(data, 0, at, other, random.nextInt(other.length + 1), other.length);
            }
            default -> {
                byte[] byteMore = {TELLING[random.nextInt(TELLING.length)]};
                return joined(joined(data, 0, at, byteMore, 0, 1), 0, at + 1, data, at, data.length);
            }
        }
        return data;
    }

    private static byte[] joined(byte[] one, int from, int to, byte[] other, int otherFrom, int otherTo) {
        var joined = new ByteArrayOutputStream();
        joined.write(one, from, to - from);
        joined.write(other, otherFrom, otherTo - otherFrom);
        return joined.toByteArray();
    }
}
