package dev.sarangbang.adapter.sqlite.wrong;

import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.message.Entry;

/** Nothing wrong here: the form of entries is there to be shared. */
final class SharesTheForm {

    final Codec<Entry> codec = Codec.ENTRY;
}
