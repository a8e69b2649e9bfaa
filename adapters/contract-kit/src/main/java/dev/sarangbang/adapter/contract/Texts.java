package dev.sarangbang.adapter.contract;

import dev.sarangbang.domain.text.TextRule;
import java.util.List;

/** Texts that people may send and that stores are known to spoil. */
final class Texts {

    static final List<String> AWKWARD = List.of(
            "안녕하세요",
            "👨‍👩‍👧‍👦 🇰🇷 👋🏽",
            "𠀀𝄞😀",
            "ⓐ ﬁ Ａ ㄱ ﾡ",
            "\u1112\u119e\u11ab old Hangul",
            "a\u0327\u030a combining",
            "שלום مرحبا \u202eabc\u202c",
            "  space at both ends \n",
            "\t tab and\nlines\n\n",
            "no-break\u00a0space, zero\u200bwidth, \ufeffmark",
            "'; DROP TABLE rooms; -- \" \\ \\n %s {0} ${x} `",
            "<script>alert(1)</script> &amp;",
            "{\"json\": [1, null]}",
            "\uffff \ufffd \ue000 \udbff\udffd",
            "0",
            "null",
            "1e3",
            "trailing backslash \\",
            "x".repeat(TextRule.MESSAGE.codePointsMax()),
            "방".repeat(TextRule.MESSAGE.codePointsMax()),
            "🏠".repeat(TextRule.MESSAGE.codePointsMax()));

    private Texts() {}
}
