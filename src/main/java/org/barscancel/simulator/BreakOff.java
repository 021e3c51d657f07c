package org.barscancel.simulator;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes the connection of a broken-off call, which no servlet can: Tomcat would tell the caller, with a status. */
final class BreakOff extends ValveBase {
    /** Names the attribute of a request whose connection is to be closed, without an answer or in the middle of one. */
    static final String BROKEN_OFF = BreakOff.class.getName() + ".broken-off";

    BreakOff() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(BROKEN_OFF) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
