package org.barscancel.bars;

/** The headers of a call in their published spelling (R18, R19). */
final class HeaderNames {
    static final String REQUEST_ID = "X-Request-Id";
    static final String CORRELATION_ID = "X-Correlation-Id";
    static final String TARGET = "NHSD-Target-Identifier";
    static final String ORGANISATION = "NHSD-End-User-Organisation";
    static final String SOFTWARE = "NHSD-Requesting-Software";
    static final String PRACTITIONER = "NHSD-Requesting-Practitioner";
    static final String USE_CONTEXT = "use-context";
    static final String ACCEPT = "Accept";
    static final String CONTENT_TYPE = "Content-Type";
    static final String IF_MATCH = "If-Match";
    static final String ETAG = "ETag";
    static final String RETRY_AFTER = "Retry-After";

    private HeaderNames() {}
}
