package org.barscancel.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.barscancel.console.page.BarePage;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last resort: what the server, a filter, a servlet or a template answered with a bare status. */
@RestController
class ErrorAnswers implements ErrorController {
    private static final int NOT_FOUND = 404;
    private static final String CONSOLE = "/console";
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Object> answer(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without one, somebody asked for this very path.
        ProblemAnswer answer =
                ProblemAnswer.of(HttpStatusCode.valueOf(status instanceof Integer code ? code : NOT_FOUND));
        ResponseEntity.BodyBuilder built = ResponseEntity.status(answer.status());
        return isPage(request)
                ? built.contentType(HTML).body(BarePage.of(answer))
                : built.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(answer);
    }

    /** Whether people look at what was asked for. */
    private static boolean isPage(HttpServletRequest request) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return path instanceof String asked && (asked.equals(CONSOLE) || asked.startsWith(CONSOLE + "/"));
    }
}
