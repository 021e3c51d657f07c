package org.barscancel.console;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every call that fails with a problem, in words that hold nothing of the call. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<Object> unanswerable(Unanswerable unanswerable) {
        return answer(unanswerable.answer(), new HttpHeaders());
    }

    /** The events wait on their queue meanwhile; nothing is lost. */
    @ExceptionHandler
    ResponseEntity<Object> ledgerDown(DataAccessException down) {
        LOG.warn("The ledger cannot be read at present");
        return unavailable("The ledger cannot be read at present; cancellations go on meanwhile.");
    }

    @ExceptionHandler
    ResponseEntity<Object> busy(TaskRejectedException busy) {
        return unavailable("Too many calls are being worked on.");
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception broken) {
        LOG.error("A call failed: {}", broken.getClass().getName());
        return answer(ProblemAnswer.of(HttpStatus.INTERNAL_SERVER_ERROR), new HttpHeaders());
    }

    /** What Spring itself refuses: unknown paths, media types. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ProblemAnswer.of(status), headers);
    }

    /** Spring would log the method, which is the caller's own text (R23). */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(ProblemAnswer.of(status), headers);
    }

    private static ResponseEntity<Object> unavailable(String detail) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return answer(
                ProblemAnswer.of(HttpStatus.SERVICE_UNAVAILABLE, detail, "Send the call again after Retry-After."),
                headers);
    }

    private static ResponseEntity<Object> answer(ProblemAnswer answer, HttpHeaders headers) {
        return ResponseEntity.status(answer.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }
}
