package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.application.Conversation.Finding;
import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Message;
import java.util.List;

/**
 * Keeps a page of entries within {@link ProtocolLimits#PAGE_BYTES_MAX}, so that many long messages do not become one frame that a
 * client cannot take at once. A shorter page says that there is more, and that is all a client needs.
 */
final class PageCut {

    /** What an entry takes besides its text, at most, and with titles. */
    private static final int BYTES_BESIDES_TEXT = 320;

    private PageCut() {}

    /** The page's beginning, as much of it as fits, and one entry at least. */
    static Page.Entries fromTheBeginning(Page.Entries page) {
        List<Entry> entries = page.entries();
        int end = 0;
        for (long bytes = 0; end < entries.size(); end++) {
            bytes += bytesOf(entries.get(end));
            if (bytes > ProtocolLimits.PAGE_BYTES_MAX && end > 0) {
                return part(page, entries.subList(0, end));
            }
        }
        return page;
    }

    /** The page's end, as much of it as fits, and one entry at least. */
    static Page.Entries fromTheEnd(Page.Entries page) {
        List<Entry> entries = page.entries();
        int begin = entries.size();
        for (long bytes = 0; begin > 0; begin--) {
            bytes += bytesOf(entries.get(begin - 1));
            if (bytes > ProtocolLimits.PAGE_BYTES_MAX && begin < entries.size()) {
                return part(page, entries.subList(begin, entries.size()));
            }
        }
        return page;
    }

    /** What was found first, as much of it as fits, and one message at least. */
    static Finding.Found fromTheBeginning(Finding.Found found) {
        List<Message> messages = found.messages();
        int end = 0;
        for (long bytes = 0; end < messages.size(); end++) {
            bytes += BYTES_BESIDES_TEXT + bytesOf(messages.get(end).text().value());
            if (bytes > ProtocolLimits.PAGE_BYTES_MAX && end > 0) {
                return new Finding.Found(messages.subList(0, end), true);
            }
        }
        return found;
    }

    private static Page.Entries part(Page.Entries page, List<Entry> entries) {
        return new Page.Entries(page.epoch(), entries, true, page.head());
    }

    private static int bytesOf(Entry entry) {
        return BYTES_BESIDES_TEXT
                + switch (entry.content()) {
                    case Content.Text(var text, var ignored) -> bytesOf(text.value());
                    case Content.TextEdited(var ignored, var text) -> bytesOf(text.value());
                    default -> 0;
                };
    }

    /** In JSON and UTF-8. */
    private static int bytesOf(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c < ' ' || c == '"' || c == '\\';
            if (escaped || c >= 0x80 && c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += c < 0x80 ? 1 : 3;
            }
        }
        return bytes;
    }
}
