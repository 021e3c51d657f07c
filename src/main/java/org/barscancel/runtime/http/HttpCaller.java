package org.barscancel.runtime.http;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Message;
import org.barscancel.access.Caller;
import org.jspecify.annotations.Nullable;

/** Who makes the call that a message came by. */
public final class HttpCaller {
    /** As Camel calls it. */
    public static final String REQUEST = "CamelHttpServletRequest";

    private HttpCaller() {}

    static Caller of(Message message) {
        HttpServletRequest request = request(message);
        return request == null ? Caller.ANYBODY : Caller.of(request);
    }

    static @Nullable HttpServletRequest request(Message message) {
        return message.getHeader(REQUEST, HttpServletRequest.class);
    }
}
