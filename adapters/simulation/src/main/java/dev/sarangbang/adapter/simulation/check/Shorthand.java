package dev.sarangbang.adapter.simulation.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes down what records say of themselves so that a person can read a thousand lines of it. */
final class Shorthand {

    private static final Pattern ROOM = Pattern.compile(
            "Room\\[id=(RoomId\\[value=\\d+]), epoch=Epoch\\[value=\\d+], title=[^]]*], members=\\[([^\\[]*(?:\\[[^\\[\\]]*(?:\\[[^\\[\\]]*][^\\[\\]]*)*][^\\[\\]]*)*)], invite=[^]]*], head=Head\\[sequence=Sequence\\[value=(\\d+)][^\\[]*\\[[^]]*][^]]*]]");
    private static final Pattern MEMBER = Pattern.compile(
            "Member\\[account=AccountId\\[value=(\\d+)], joined=Sequence\\[value=(\\d+)][^\\[]*\\[[^]]*][^]]*]");
    private static final Pattern ENTRY = Pattern.compile(
            "Entry\\[room=(RoomId\\[value=\\d+]), sequence=Sequence\\[value=(\\d+)]"
                    + ", id=MessageId\\[value=\\d+], messageNumber=\\d+, author=AccountId\\[value=(\\d+)]"
                    + ", clientId=ClientMessageId\\[value=([^]]*)], at=[^,]*, content=(\\w+)\\[(?:member=AccountId\\[value=(\\d+)]|[^\\[\\]]*(?:\\[[^\\]]*])?)]]");
    private static final Pattern ACCOUNT = Pattern.compile("AccountId\\[value=(\\d+)]");
    private static final Pattern ROOM_ID = Pattern.compile("RoomId\\[value=(\\d+)]");
    private static final Pattern LOGIN =
            Pattern.compile("LoginSession\\[key=SessionKey\\[hex=(\\w{6})[^]]*][^\\[]*\\[[^]]*][^]]*]");
    private static final Pattern HASH = Pattern.compile("hex=(\\w{6})\\w+");
    private static final Pattern VALUE = Pattern.compile("\\w+\\[value=([^\\[\\]]*)]");

    private final Map<String, String> rooms = new LinkedHashMap<>();

    /** The same in fewer words. */
    String shorten(String line) {
        String text = ROOM.matcher(line)
                .replaceAll(found -> found.group(1) + "@" + found.group(3) + "{"
                        + MEMBER.matcher(found.group(2)).replaceAll(Shorthand::member) + "}");
        text = ENTRY.matcher(text).replaceAll(Shorthand::entry);
        text = ACCOUNT.matcher(text).replaceAll(found -> person(found.group(1)));
        text = ROOM_ID.matcher(text)
                .replaceAll(found -> rooms.computeIfAbsent(found.group(1), ignored -> "room" + (rooms.size() + 1)));
        text = LOGIN.matcher(text).replaceAll(found -> "login " + found.group(1));
        text = HASH.matcher(text).replaceAll(found -> found.group(1));
        return VALUE.matcher(text).replaceAll(found -> found.group(1).replace("$", ""));
    }

    private static String entry(MatchResult found) {
        String whom = found.group(6) == null ? "" : " " + person(found.group(6));
        return found.group(1) + "#" + found.group(2) + "(" + person(found.group(3)) + " " + found.group(4) + " "
                + found.group(5) + whom + ")";
    }

    private static String member(MatchResult found) {
        return person(found.group(1)) + "/" + found.group(2);
    }

    private static String person(String number) {
        int index = Integer.parseInt(number) - 1;
        return index < Names.people() ? Names.person(index) : number;
    }
}
