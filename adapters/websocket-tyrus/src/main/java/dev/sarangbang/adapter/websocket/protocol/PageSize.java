package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.application.Conversation.Page;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Entry;
import java.util.List;

/**
 * Keeps a page of entries small enough for a client's outbox, which two hundred of the longest messages are not. What is left out
 * is the end that is furthest from where the client asked, so that what it gets still follows on.
 */
final class PageSize {

    /** Bytes of entries in one page, at most; but always one entry. */
    static final int BYTES_MAX = 64 * 1_024;

    /** What an entry takes besides its text. */
    private static final int BYTES_AROUND_TEXT = 220;

    /** What one UTF-16 unit takes at most: six for an escaped one. Three is the most of what is not escaped. */
    private static final int BYTES_PER_UNIT = 3;

    private PageSize() {}

    /** {@code page}, read from its beginning. */
    static Page.Entries fromStart(Page.Entries page) {
        int end = 0;
        for (int bytes = 0; end < page.entries().size(); end++) {
            bytes += size(page.entries().get(end));
            if (bytes > BYTES_MAX && end > 0) {
                return cut(page, page.entries().subList(0, end));
            }
        }
        return page;
    }

    /** {@code page}, read back from its end. */
    static Page.Entries fromEnd(Page.Entries page) {
        int size = page.entries().size();
        int bytes = 0;
        for (int start = size - 1; start >= 0; start--) {
            bytes += size(page.entries().get(start));
            if (bytes > BYTES_MAX && start < size - 1) {
                return cut(page, page.entries().subList(start + 1, size));
            }
        }
        return page;
    }

    private static Page.Entries cut(Page.Entries page, List<Entry> kept) {
        return new Page.Entries(page.epoch(), kept, true, page.head());
    }

    private static int size(Entry entry) {
        int text = entry.content() instanceof Content.Text(var message)
                ? message.value().length()
                : 0;
        return BYTES_AROUND_TEXT + BYTES_PER_UNIT * text;
    }
}
