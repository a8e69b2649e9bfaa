package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.application.Limits;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Epoch;
import dev.sarangbang.domain.sync.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one frame. Each field is taken out as it is read; what is left over at the end nobody asked for. */
final class RequestReader {

    private static final int LIMIT_DEFAULT = 100;
    private static final int FOUND_DEFAULT = 20;
    private static final Sequence END = new Sequence(Long.MAX_VALUE);

    private final Map<String, Object> fields;
    private final Optional<ClientMessageId> id;

    private RequestReader(Map<String, Object> fields) {
        this.fields = fields;
        this.id = JsonObjects.idIn(fields);
    }

    /** The request that {@code frame} is. */
    static Request read(String frame) throws Malformed {
        var reader = new RequestReader(JsonObjects.read(frame));
        Request request = reader.request();
        if (!reader.fields.isEmpty()) {
            throw reader.bad("unknown field");
        }
        return request;
    }

    private Request request() throws Malformed {
        String type = string("type");
        if (type.equals("typing")) {
            return new Request.Typing(room());
        }
        ClientMessageId named = id.orElseThrow(() -> bad("id"));
        fields.remove("id");
        return switch (type) {
            case "hello" ->
                new Request.Hello(named, DeviceId.parse(string("device")).orElseThrow(() -> bad("device")));
            case "rooms" -> new Request.Rooms(named);
            case "room" -> new Request.OneRoom(named, room());
            case "create_room" -> new Request.CreateRoom(named, string("title"));
            case "rename_room" -> new Request.RenameRoom(named, room(), string("title"));
            case "invite" -> new Request.Invite(named, room(), string("username"));
            case "renew_invite" -> new Request.RenewInvite(named, room());
            case "join" -> new Request.Join(named, room(), InviteSecret.parse(string("secret")));
            case "leave" -> new Request.Leave(named, room());
            case "remove" -> new Request.Remove(named, room(), new AccountId(snowflake("account", string("account"))));
            case "send" -> new Request.Send(named, room(), string("text"), replyTo());
            case "edit" -> new Request.Edit(named, room(), sequence("message"), string("text"));
            case "delete" -> new Request.Delete(named, room(), sequence("message"));
            case "sync" ->
                new Request.Sync(
                        named, room(), epoch(), sequence("after"), limit(LIMIT_DEFAULT, RoomLog.READ_LIMIT_MAX));
            case "history" ->
                new Request.History(named, room(), sequence("before"), limit(LIMIT_DEFAULT, RoomLog.READ_LIMIT_MAX));
            case "search" ->
                new Request.Search(
                        named,
                        room(),
                        string("query"),
                        fields.containsKey("before") ? sequence("before") : END,
                        limit(FOUND_DEFAULT, Limits.FOUND_MESSAGES_MAX));
            case "ack" -> new Request.Ack(named, room(), epoch(), sequence("sequence"));
            case "read" -> new Request.Read(named, room(), epoch(), sequence("sequence"));
            case "view" -> new Request.View(named, viewed());
            case "accounts" -> new Request.LookUp(named, accounts());
            case "ping" -> new Request.Ping(named);
            default -> throw bad("unknown type");
        };
    }

    private RoomId room() throws Malformed {
        return new RoomId(snowflake("room", string("room")));
    }

    private Epoch epoch() throws Malformed {
        return new Epoch(snowflake("epoch", string("epoch")));
    }

    private Optional<RoomId> viewed() throws Malformed {
        if (fields.get("room") instanceof Optional<?>) {
            fields.remove("room");
            return Optional.empty();
        }
        return Optional.of(room());
    }

    private List<AccountId> accounts() throws Malformed {
        if (!(fields.remove("accounts") instanceof List<?> named) || named.isEmpty()) {
            throw bad("accounts");
        }
        List<AccountId> accounts = new ArrayList<>(named.size());
        for (Object each : named) {
            accounts.add(new AccountId(snowflake("accounts", (String) each)));
        }
        return accounts;
    }

    private Sequence sequence(String name) throws Malformed {
        if (fields.remove(name) instanceof Long number && number >= 0) {
            return new Sequence(number);
        }
        throw bad(name);
    }

    private Optional<Sequence> replyTo() throws Malformed {
        return fields.containsKey("reply_to") ? Optional.of(sequence("reply_to")) : Optional.empty();
    }

    private int limit(int otherwise, int most) throws Malformed {
        Object given = fields.remove("limit");
        if (given == null) {
            return otherwise;
        }
        if (given instanceof Long limit && limit >= 1 && limit <= most) {
            return limit.intValue();
        }
        throw bad("limit");
    }

    private String string(String name) throws Malformed {
        if (fields.remove(name) instanceof String text) {
            return text;
        }
        throw bad(name);
    }

    /** A positive number as a string, in the one way in which the server writes it. */
    private long snowflake(String name, String text) throws Malformed {
        try {
            long value = Long.parseLong(text);
            if (value > 0 && Long.toString(value).equals(text)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw bad(name);
        }
        throw bad(name);
    }

    private Malformed bad(String detail) {
        return new Malformed(ErrorCode.BAD_REQUEST, id, detail);
    }
}
