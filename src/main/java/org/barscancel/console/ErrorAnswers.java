package org.barscancel.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last resort: what the server, a filter or a servlet answered with a bare status. */
@RestController
class ErrorAnswers implements ErrorController {
    private static final int NOT_FOUND = 404;

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemAnswer> answer(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without one, somebody asked for this very path.
        ProblemAnswer answer =
                ProblemAnswer.of(HttpStatusCode.valueOf(status instanceof Integer code ? code : NOT_FOUND));
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }
}
