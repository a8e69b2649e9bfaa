package dev.sarangbang.adapter.codec;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.MessageText;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.sync.Sequence;
import tools.jackson.core.JsonGenerator;

/** {@code {"kind": …}} and what belongs to that kind. Kinds are called as in the protocol. */
final class ContentForm {

    private static final String KIND = "kind";
    private static final String TEXT = "text";
    private static final String REPLY_TO = "reply_to";
    private static final String MESSAGE = "message";
    private static final String TITLE = "title";
    private static final String MEMBER = "member";

    private static final String SAID = "text";
    private static final String EDITED = "text_edited";
    private static final String DELETED = "text_deleted";
    private static final String CREATED = "room_created";
    private static final String JOINED = "member_joined";
    private static final String LEFT = "member_left";
    private static final String REMOVED = "member_removed";
    private static final String TITLED = "title_changed";
    private static final String INVITE = "invite_renewed";

    private ContentForm() {}

    static void write(JsonGenerator json, Content content) {
        switch (content) {
            case Content.Text(var text, var replyTo) -> {
                json.writeStringProperty(KIND, SAID);
                json.writeStringProperty(TEXT, text.value());
                replyTo.ifPresent(place -> json.writeNumberProperty(REPLY_TO, place.value()));
            }
            case Content.TextEdited(var message, var text) -> {
                json.writeStringProperty(KIND, EDITED);
                json.writeNumberProperty(MESSAGE, message.value());
                json.writeStringProperty(TEXT, text.value());
            }
            case Content.TextDeleted(var message) -> {
                json.writeStringProperty(KIND, DELETED);
                json.writeNumberProperty(MESSAGE, message.value());
            }
            case Content.RoomCreated(var title) -> {
                json.writeStringProperty(KIND, CREATED);
                json.writeStringProperty(TITLE, title.value());
            }
            case Content.MemberJoined(var member) -> {
                json.writeStringProperty(KIND, JOINED);
                Json.id(json, MEMBER, member.value());
            }
            case Content.MemberLeft() -> json.writeStringProperty(KIND, LEFT);
            case Content.MemberRemoved(var member) -> {
                json.writeStringProperty(KIND, REMOVED);
                Json.id(json, MEMBER, member.value());
            }
            case Content.TitleChanged(var title) -> {
                json.writeStringProperty(KIND, TITLED);
                json.writeStringProperty(TITLE, title.value());
            }
            case Content.InviteRenewed() -> json.writeStringProperty(KIND, INVITE);
        }
    }

    static Content read(Fields fields) {
        return switch (fields.text(KIND)) {
            case SAID ->
                new Content.Text(text(fields), fields.optionalNumber(REPLY_TO).map(Sequence::new));
            case EDITED -> new Content.TextEdited(new Sequence(fields.number(MESSAGE)), text(fields));
            case DELETED -> new Content.TextDeleted(new Sequence(fields.number(MESSAGE)));
            case CREATED -> new Content.RoomCreated(new RoomTitle(fields.text(TITLE)));
            case JOINED -> new Content.MemberJoined(new AccountId(fields.id(MEMBER)));
            case LEFT -> new Content.MemberLeft();
            case REMOVED -> new Content.MemberRemoved(new AccountId(fields.id(MEMBER)));
            case TITLED -> new Content.TitleChanged(new RoomTitle(fields.text(TITLE)));
            case INVITE -> new Content.InviteRenewed();
            default -> throw new Misunderstood("an unknown kind of content");
        };
    }

    private static MessageText text(Fields fields) {
        return new MessageText(fields.text(TEXT));
    }
}
