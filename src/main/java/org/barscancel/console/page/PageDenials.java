package org.barscancel.console.page;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.barscancel.access.Denial;

/** Answers a browser that is not let in: who is not known is asked to sign in, and who may not do it is told so. */
public final class PageDenials {
    static final String SIGN_IN = "/console/sign-in";
    static final String REFUSED = "/console/refused";
    private static final int UNAUTHORISED = 401;

    private PageDenials() {}

    /** Writes the answer. */
    public static void answer(HttpServletRequest request, HttpServletResponse response, Denial denial)
            throws IOException {
        if (denial.status() == UNAUTHORISED && Refreshes.isOne(request)) {
            // A redirect would be followed by the script, and the form put into the middle of the page.
            response.setHeader("HX-Redirect", SIGN_IN);
            response.setStatus(UNAUTHORISED);
        } else if (denial.status() == UNAUTHORISED) {
            response.sendRedirect(SIGN_IN);
        } else {
            request.setAttribute(Denial.class.getName(), denial);
            try {
                request.getRequestDispatcher(REFUSED).forward(request, response);
            } catch (ServletException failure) {
                throw new IOException("The page of a refusal cannot be shown", failure);
            }
        }
    }
}
