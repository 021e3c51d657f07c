package org.barscancel.runtime.http;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.barscancel.audit.Actor;
import org.barscancel.console.Callers;
import org.jspecify.annotations.Nullable;

/** Who makes a call that a route takes: kept as a variable, since no header of a call gets any further. */
public final class CallersOfRoutes {
    private static final String VARIABLE = "actor";

    private CallersOfRoutes() {}

    /** Before the headers are dropped. */
    public static void note(Exchange exchange) {
        HttpServletRequest call = HttpCaller.request(exchange.getMessage());
        exchange.setVariable(VARIABLE, call == null ? Actor.of("http", null) : Callers.of(call));
    }

    /** Who was noted; somebody unnamed by HTTP when nobody was. */
    public static Actor of(Exchange exchange) {
        Actor noted = noted(exchange);
        return noted == null ? Actor.of("http", null) : noted;
    }

    /** Null when what the route works on did not come by a call. */
    public static @Nullable Actor noted(Exchange exchange) {
        return exchange.getVariable(VARIABLE, Actor.class);
    }
}
