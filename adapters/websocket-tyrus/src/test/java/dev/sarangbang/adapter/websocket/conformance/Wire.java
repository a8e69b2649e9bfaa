package dev.sarangbang.adapter.websocket.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Frames as the tables write them, such as {@code text-("one ") ping(#00 ff) cont("two"*3)}.
 *
 * <ul>
 *   <li>{@code text binary cont ping pong close}, and {@code op3} to {@code opf} for what means nothing. With {@code -} after its name a
 *       frame is not the last of its message.
 *   <li>In the brackets is what the frame brings, with commas between its parts: text in quotation marks with the escapes of
 *       JSON, bytes in hexadecimal after {@code #}, or the code of a close frame. {@code *N} repeats a part, or a whole frame.
 *   <li>{@code bytes(…)} is no frame but just bytes.
 *   <li>Before a frame: {@code rsvN:} sets reserved bits, {@code open:} leaves the mask out, {@code mask0:} and {@code maskff:} choose one,
 *       {@code len2:} and {@code len8:} write the length in so many bytes, {@code first N:} sends no more than its first bytes.
 *   <li>Before all: {@code together:} sends everything in one portion, {@code by N:} in portions of so many bytes; else each frame is one.
 * </ul>
 */
public final class Wire {

    private static final Map<String, Integer> OPCODES =
            Map.of("cont", 0, "text", 1, "binary", 2, "close", 8, "ping", 9, "pong", 10);
    private static final Set<String> LENGTHS = Set.of("len2", "len8");
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    /**
     * Something the server must be heard to say: the first byte of a frame and what it brings; for a close frame, the code. With
     * {@code maybe:} before it, it may be left out.
     */
    public record Heard(int first, byte[] payload, boolean optional) {
        public boolean isClose() {
            return first == 0x88;
        }

        public int closeCode() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    private final String script;
    private int at;

    // What was said before the frame that comes.
    private int reserved;
    private byte[] mask = MASK;
    private boolean masked = true;
    private int lengthBytes = -1;
    private int firstBytes = Integer.MAX_VALUE;

    private int portion = -1;

    private Wire(String script) {
        this.script = script;
    }

    /** The portions in which {@code script} is sent. */
    public static List<byte[]> portions(String script) {
        var wire = new Wire(script);
        List<byte[]> frames = new ArrayList<>();
        wire.skipSpace();
        while (wire.at < script.length()) {
            wire.frame(frames);
            wire.skipSpace();
        }
        return wire.portion < 0 ? frames : wire.cut(frames);
    }

    /** What {@code script} says must be heard, in order. */
    public static List<Heard> heard(String script) {
        var wire = new Wire(script);
        List<Heard> heard = new ArrayList<>();
        wire.skipSpace();
        while (wire.at < script.length()) {
            String name = wire.word();
            boolean optional = name.equals("maybe");
            if (optional) {
                wire.expect(':');
                wire.skipSpace();
                name = wire.word();
            }
            Heard one = new Heard(0x80 | OPCODES.get(name), wire.payload(), optional);
            for (int left = wire.times(); left > 0; left--) {
                heard.add(one);
            }
            wire.skipSpace();
        }
        return heard;
    }

    private List<byte[]> cut(List<byte[]> frames) {
        var all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        int step = portion == 0 ? bytes.length : portion;
        List<byte[]> portions = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += step) {
            portions.add(Arrays.copyOfRange(bytes, from, Math.min(from + step, bytes.length)));
        }
        return portions;
    }

    private void frame(List<byte[]> frames) {
        reserved = 0;
        mask = MASK;
        masked = true;
        lengthBytes = -1;
        firstBytes = Integer.MAX_VALUE;
        String name = word();
        while (peek() != '(') {
            flag(name);
            name = word();
        }
        byte[] payload = payload();
        byte[] frame = name.equals("bytes") ? payload : frame(first(name), payload);
        frame = Arrays.copyOf(frame, Math.min(frame.length, firstBytes));
        for (int left = times(); left > 0; left--) {
            frames.add(frame);
        }
    }

    private void flag(String name) {
        if (name.equals("first")) {
            firstBytes = number();
        } else if (name.equals("by")) {
            portion = number();
        } else if (name.equals("together")) {
            portion = 0;
        } else if (name.equals("open")) {
            masked = false;
        } else if (name.startsWith("mask")) {
            byte each = (byte) Integer.parseInt(name.substring(4), 16);
            mask = new byte[] {each, each, each, each};
        } else if (name.startsWith("rsv")) {
            reserved = Integer.parseInt(name.substring(3)) << 4;
        } else if (LENGTHS.contains(name)) {
            lengthBytes = Integer.parseInt(name.substring(3));
        } else {
            throw wrong("what is " + name);
        }
        expect(':');
        skipSpace();
    }

    private int first(String name) {
        boolean more = name.endsWith("-");
        String kind = more ? name.substring(0, name.length() - 1) : name;
        Integer opcode = kind.startsWith("op") ? Integer.valueOf(kind.substring(2), 16) : OPCODES.get(kind);
        if (opcode == null) {
            throw wrong("what is " + name);
        }
        return opcode | reserved | (more ? 0 : 0x80);
    }

    private byte[] frame(int first, byte[] payload) {
        int extended = lengthBytes >= 0 ? lengthBytes : payload.length <= 125 ? 0 : payload.length <= 0xffff ? 2 : 8;
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.write((masked ? 0x80 : 0) | (extended == 0 ? payload.length : extended == 2 ? 126 : 127));
        for (int i = extended - 1; i >= 0; i--) {
            frame.write(i >= 4 ? 0 : payload.length >>> 8 * i);
        }
        if (masked) {
            frame.writeBytes(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ mask[i % 4] : payload[i]);
        }
        return frame.toByteArray();
    }

    private byte[] payload() {
        expect('(');
        var payload = new ByteArrayOutputStream();
        while (peek() != ')') {
            byte[] part = part();
            for (int left = times(); left > 0; left--) {
                payload.writeBytes(part);
            }
            if (peek() == ',') {
                expect(',');
                skipSpace();
            }
        }
        expect(')');
        return payload.toByteArray();
    }

    private byte[] part() {
        if (peek() == '"') {
            return quoted().getBytes(StandardCharsets.UTF_8);
        }
        if (peek() == '#') {
            expect('#');
            int from = at;
            while ("0123456789abcdef ".indexOf(peek()) >= 0) {
                at++;
            }
            return HexFormat.of().parseHex(script.substring(from, at).replace(" ", ""));
        }
        int code = number();
        return new byte[] {(byte) (code >>> 8), (byte) code};
    }

    private String quoted() {
        expect('"');
        var text = new StringBuilder();
        while (peek() != '"') {
            char c = script.charAt(at++);
            if (c == '\\') {
                char escape = script.charAt(at++);
                if (escape == 'u') {
                    c = (char) Integer.parseInt(script.substring(at, at + 4), 16);
                    at += 4;
                } else {
                    c = escape == 'n' ? '\n' : escape == 'r' ? '\r' : escape;
                }
            }
            text.append(c);
        }
        expect('"');
        return text.toString();
    }

    private int times() {
        if (peek() != '*') {
            return 1;
        }
        expect('*');
        return number();
    }

    private int number() {
        skipSpace();
        int from = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        return Integer.parseInt(script.substring(from, at));
    }

    private String word() {
        int from = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '-') {
            at++;
        }
        if (from == at) {
            throw wrong("a word");
        }
        String word = script.substring(from, at);
        skipSpace();
        return word;
    }

    private void skipSpace() {
        while (peek() == ' ') {
            at++;
        }
    }

    private char peek() {
        return at < script.length() ? script.charAt(at) : '\0';
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("expected " + c);
        }
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at " + at + " of " + script);
    }
}
