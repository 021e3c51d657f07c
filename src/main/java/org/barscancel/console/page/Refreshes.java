package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;

/** Calls by which a page that is open brings itself up to date. */
final class Refreshes {
    private static final String HEADER = "HX-Request";

    private Refreshes() {}

    static boolean isOne(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }
}
