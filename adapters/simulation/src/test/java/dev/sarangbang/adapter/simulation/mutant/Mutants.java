package dev.sarangbang.adapter.simulation.mutant;

import java.util.List;

/** All negative controls. */
final class Mutants {

    private Mutants() {}

    static final List<Mutant> ALL = List.of(
            // ---- the log and its lanes
            new Mutant("acknowledges before the log has it").application("BatchWriter", """
                                        Appending answer;
                                        try {
                            """, """
                                        appended(plan);
                                        Appending answer;
                                        try {
                            """),
            new Mutant("appends without comparing the end of the log")
                    .memory("InMemoryRoomLog", "change.expected().value() != entries.size()", "false"),
            new Mutant("does not recognise a retry")
                    .memory("InMemoryRoomLog", "if (!known.isEmpty()) {", "if (known.size() > 64) {"),
            new Mutant("decides anew while an append is in doubt")
                    .application("BatchWriter", "            underWay = plan;\n", ""),
            new Mutant("takes a moved head for a success")
                    .application(
                            "BatchWriter",
                            "                    meter.headMoved();\n",
                            "                    meter.headMoved();\n                    appended(plan);\n"),
            new Mutant("refuses by a room that is out of date")
                    .application("BatchWriter", "                if (fresh) {", "                if (true) {"),
            new Mutant("answers twice")
                    .application(
                            "BatchWriter",
                            "            open.removeAll(plan.authors);\n",
                            "            if (plan.authors.size() < 2) open.removeAll(plan.authors);\n"),
            new Mutant("forgets whom it has no room for")
                    .application("RoomLanes", "                    reply.accept(new Busy());\n", ""),
            new Mutant("lets others have their turn at the log and never comes back")
                    .application("RoomLanes", "                        enter();\n", ""),
            new Mutant("keeps its turn at the log for ever")
                    .application("RoomLanes", "                    turn.end();\n", "")
                    .application("RoomLanes", "        turnstile.endLong();\n", ""),
            new Mutant("holds for the absent without end")
                    .memory("HeldBox", "        if (size > HeldMessages.ENTRIES_MAX) {", "        if (size < 0) {"),
            new Mutant("tells nobody of what it finds already appended")
                    .application(
                            "BatchWriter",
                            "known.ifPresent(room -> entries.forEach(entry -> fanout.appendedBefore(room, entry)));",
                            ""),
            new Mutant("tells nobody of a room whose opening was in doubt")
                    .application("DirectoryLobby", "            fanout.appendedBefore(now.get(), before.get());\n", ""),
            new Mutant("refuses a room too many that is being opened already")
                    .given("Limits", "ROOMS_PER_ACCOUNT_MAX = 100;", "ROOMS_PER_ACCOUNT_MAX = 5;")
                    .application("DirectoryLobby", "                && !entered.contains(room)\n", ""),
            new Mutant("makes ids by the clock alone")
                    .application("BatchWriter", "ids.nextAfter(plan.last())", "ids.next()"),
            new Mutant("follows what it hears over a hole")
                    .domain(
                            "room/Room",
                            "!entry.room().equals(id) || !entry.sequence().equals(head.sequence().next())",
                            "!entry.room().equals(id)"),
            new Mutant("follows what it hears and leaves out who came in")
                    .domain(
                            "room/Room",
                            "case Content.MemberJoined ignored -> Optional.empty();",
                            "case Content.MemberJoined ignored -> Optional.of(next(entry, title, members, invite));"),
            new Mutant("trusts its node number for ever")
                    .application(
                            "NodeNumber",
                            "now.isEmpty() || surroundings.steadyNanos().getAsLong() - now.get().untilNanos() >= 0",
                            "now.isEmpty()"),

            // ---- who may do what
            new Mutant("reads, then writes, at the cap")
                    .domain("room/Room", "        if (members.size() == MEMBERS_MAX) {", "        if (false) {")
                    .domain("room/Room", "        if (members.size() > MEMBERS_MAX) {", "        if (false) {")
                    .application("DirectoryLobby", "        boolean isNew = room.member(guest).isEmpty();\n", """
                                    boolean isNew = room.member(guest).isEmpty();
                                    if (isNew && room.members().size() >= Room.MEMBERS_MAX) {
                                        reply.accept(new Refused(Reason.ROOM_FULL));
                                        return;
                                    }
                            """),
            new Mutant("lets anyone change what others said")
                    .domain("room/Room", "message.author().equals(draft.author())", "true"),
            new Mutant("lets anyone remove anyone")
                    .domain(
                            "room/Room",
                            "        if (!isHost(draft.author())) {",
                            "        if (member(draft.author()).isEmpty()) {"),
            new Mutant("enters nobody in the directory")
                    .application("BatchWriter", "if (enterInDirectory(plan)) {", "if (true) {"),
            new Mutant("takes a room off a list without comparing")
                    .memory("InMemoryRoomDirectory", "added.isBefore(end) ? null : added", "null"),

            // ---- what people are shown
            new Mutant("syncs from before the caller joined")
                    .application(
                            "LogConversation",
                            "Sequence from = Sequence.max(after, justBefore(found.get().member().joined()));",
                            "Sequence from = after;"),
            new Mutant("recalls what was before the caller joined")
                    .application(
                            "LogConversation",
                            "Sequence first = found.get().member().joined();\n        Sequence end = before",
                            "Sequence first = new Sequence(1);\n        Sequence end = before"),
            new Mutant("starts a page one too late")
                    .application(
                            "LogConversation",
                            "log.after(roomId, from, wanted));",
                            "log.after(roomId, from.next(), wanted));"),
            new Mutant("believes held messages that have a hole")
                    .application(
                            "LogConversation",
                            "if (entry.sequence().equals(expected) && ofThisLife) {",
                            "if (!entry.sequence().isBefore(expected) && ofThisLife) {"),
            new Mutant("goes on telling who has left").application("Fanout", "            members = after;\n", ""),
            new Mutant("previews a message that was taken back")
                    .domain(
                            "message/Amendments",
                            "                : Optional.empty();\n    }\n\n    private static Entry decisive",
                            "                : Optional.of(new Message(entry, said, false));\n    }\n\n    private static Entry decisive"),
            new Mutant("counts one's own messages as unread")
                    .domain("room/Room", ".orElse(acted);", ".orElse(new ReadMark(epoch, member.joined(), 0));"),
            new Mutant("keeps the cursor that comes last")
                    .memory("InMemoryDeviceCursors", "fresh.compareTo(old) > 0 ? fresh : old", "fresh"),
            new Mutant("keeps the read mark that comes last")
                    .memory("InMemoryReadMarks", "ReadMark::max", "(old, fresh) -> fresh"),

            // ---- delivery
            new Mutant("goes live after it has read the rooms")
                    .simulation("server/Edge", "        Connection opened = chat.attendance()", """
                                    var rooms = chat.lobby().rooms(who.id(), hello.device());
                                    Connection opened = chat.attendance()""")
                    .simulation(
                            "server/Edge",
                            "new Answer.Welcome(chat.lobby().rooms(who.id(), hello.device()))",
                            "new Answer.Welcome(rooms)"),
            new Mutant("does not pass on that something was missed")
                    .application("Fanout", "        resyncs.ofAll();\n", ""),
            new Mutant("never tells the head of the room in view")
                    .application(
                            "Housekeeping", "here.head().sequence()))", "new dev.sarangbang.domain.sync.Sequence(1)))"),
            new Mutant("closes a queue on who is back")
                    .application(
                            "OpenQueues",
                            "                if (!back.isEmpty()) {",
                            "                if (back.size() > 99) {"),

            // ---- devices
            new Mutant("moves its position over a hole")
                    .simulation("client/RoomCopy", "        if (place > position() + 1) {", "        if (place < 0) {"),
            new Mutant("does not ask for what is in a hole")
                    .simulation("client/RoomCopy", "        heard(place);\n", ""),
            new Mutant("sends again under another id")
                    .simulation(
                            "client/Sender", "        Request request = errand.request();\n        truth.asks(", """
                                    Request request = errand.request() instanceof Request.Send again
                                            ? new Request.Send(connection.newId(), again.room(), again.text())
                                            : errand.request();
                                    truth.asks("""),
            new Mutant("says only once which room is on the screen, be the room there or not")
                    .simulation("client/Model", "return !onScreen().equals(viewed);", "return !open.equals(viewed);")
                    // Or else the heartbeat would make up for it.
                    .simulation(
                            "client/Model",
                            "viewed.filter(room -> !heads.containsKey(room)).ifPresent(undescribed::add);",
                            "")
                    .simulation(
                            "client/Driver",
                            "        Optional<RoomId> shown = model.onScreen();\n",
                            "        Optional<RoomId> shown = model.onScreen();\n        model.viewed(model.open());\n")
                    .simulation("client/Driver", "                        model.viewed(shown);\n", ""),
            new Mutant("believes an answer that is older than its leaving")
                    .simulation(
                            "client/Model", "        without(room);\n        missed++;\n", "        without(room);\n"),
            new Mutant("takes for made good what was missed after it asked")
                    .simulation("client/Model", "        madeGood = missedThen;\n", "        madeGood = missed;\n"),
            new Mutant("holds on to a stay in a room that is over")
                    .simulation(
                            "client/RoomCopy",
                            "            doubtful = true; // they went out",
                            "            // they went out"),
            new Mutant("makes nothing of a heartbeat that is silent on the room on the screen")
                    .simulation(
                            "client/Model",
                            "                viewed.filter(room -> !heads.containsKey(room)).ifPresent(undescribed::add);\n",
                            ""),

            // ---- who is here
            new Mutant("lets an old connection take the new one with it")
                    .memory(
                            "InMemoryPresenceBoard",
                            "            lapses.remove(connection);\n",
                            "            lapses.clear();\n"),
            new Mutant("does not refresh who is here")
                    .application("Whereabouts", "        if (!keys.isEmpty()) {", "        if (keys.size() > 99) {"),
            new Mutant("never lets anyone lapse")
                    .memory(
                            "InMemoryPresenceBoard",
                            "                if (now.isBefore(lapse)) {",
                            "                if (lapse != null) {")
                    .memory(
                            "InMemoryPresenceBoard",
                            "            lapses.values().removeIf(lapse -> !now.isBefore(lapse));\n",
                            ""),
            new Mutant("does not put right what it told wrong")
                    .application(
                            "Whereabouts",
                            "return changed || told.wasShownOtherwise(account, presence.status());",
                            "return changed;"),
            new Mutant("forgets what it showed that all had been told")
                    .application(
                            "ToldPresence",
                            "if (now.size() < Limits.PRESENCES_SHOWN_MAX || now.containsKey(account)) {",
                            "if (toAll.get(account) != status) {"),
            new Mutant("leaves connections of an ended login open")
                    .application("LoginWatch", "() -> end(connection)", "() -> {}")
                    .application(
                            "AccountEnrolment",
                            "        fanout.tell(Set.of(account), new Notice.SessionEnded(ended));\n",
                            ""));
}
