package org.barscancel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers calls that are not let in. */
@FunctionalInterface
public interface Denials {
    /** Writes the answer. */
    void answer(HttpServletRequest request, HttpServletResponse response, Denial denial) throws IOException;
}
