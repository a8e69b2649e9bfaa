package dev.sarangbang.adapter.websocket.http;

import java.util.Set;

/** Whether a request was made by a page of ours, as browsers tell it and pages cannot change it. */
public final class Provenance {

    private static final String CROSS_SITE = "cross-site";

    private Provenance() {}

    /**
     * Whether the request names one of {@code origins} as the page it comes from, and does not say as well that it comes from
     * another site. Both are told by browsers; what is not a browser tells no more than it likes, and has no cookies to abuse.
     */
    public static boolean isOurs(Headers headers, Set<String> origins) {
        boolean fromOurPage = headers.one("origin").filter(origins::contains).isPresent();
        return fromOurPage && !headers.all("sec-fetch-site").contains(CROSS_SITE);
    }
}
