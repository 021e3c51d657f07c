package org.barscancel.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.barscancel.access.Denial;
import org.barscancel.answer.BarsReply;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Answers calls that are not let in, or whose bodies are not taken from the network, each in the form of its path. */
public final class BodyRefusals {
    /** Of BaRS messages; all others are answered with problems. */
    static final String MESSAGES = "/$process-message";

    private static final String SOON = "1";

    /** Nobody knows when a person resumes what they paused. */
    private static final String RESUMED_SECONDS = "30";

    private final ObjectMapper mapper;
    private final BarsFormat bars;

    /**
     * @param mapper writes problems
     * @param bars writes the answers to BaRS messages
     */
    public BodyRefusals(ObjectMapper mapper, BarsFormat bars) {
        this.mapper = mapper;
        this.bars = bars;
    }

    void tooLarge(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(request, response, ProblemAnswer.of(problem), BarsReply.refused(problem));
    }

    void late(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswer late = ProblemAnswer.of(
                HttpStatus.REQUEST_TIMEOUT,
                "The body did not come in time; nothing was taken.",
                "Send the call again.");
        write(request, response, late, BarsReply.late());
    }

    void noRoom(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswer noRoom = ProblemAnswer.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Bodies cannot be taken at present; nothing was taken.",
                "Send the call again after Retry-After.");
        response.setHeader("Retry-After", HttpFailure.RETRY_SECONDS);
        write(request, response, noRoom, BarsReply.unavailable());
    }

    /** Who calls is not known, or may not do this. */
    public void denied(HttpServletRequest request, HttpServletResponse response, Denial denial) throws IOException {
        HttpStatus status = HttpStatus.valueOf(denial.status());
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"bars-cancel\", ApiKey realm=\"bars-cancel\"");
        } else if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", HttpFailure.RETRY_SECONDS);
        }
        write(
                request,
                response,
                ProblemAnswer.of(status, denial.detail(), denial.nextAction()),
                BarsReply.denied(denial.status(), denial.detail()));
    }

    void tooMany(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswer tooMany = ProblemAnswer.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "There are too many calls of this address; nothing of this one was taken.",
                "Send the call again after Retry-After, and fewer at a time.");
        response.setHeader("Retry-After", SOON);
        write(request, response, tooMany, BarsReply.tooMany());
    }

    /** A person pauses the door. */
    void paused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswer paused = ProblemAnswer.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Requests are not taken this way at present: those who run the program have paused it. Nothing of this"
                        + " call was taken.",
                "Send the call again after Retry-After, or ask those who run the program.");
        response.setHeader("Retry-After", RESUMED_SECONDS);
        write(request, response, paused, BarsReply.unavailable());
    }

    /** Nothing here unpacks bodies: a small one may hold a very large one. */
    void packed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem packed = new Problem(
                ProblemCode.UNSUPPORTED_FORMAT,
                "Bodies with a Content-Encoding are not read.",
                "Send the body as it is, without a Content-Encoding.");
        response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        write(request, response, ProblemAnswer.of(packed), BarsReply.refused(packed));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ProblemAnswer problem, BarsReply reply)
            throws IOException {
        if ("POST".equals(request.getMethod())) {
            // The rest of the body is not waited for.
            response.setHeader("Connection", "close");
        }
        if (MESSAGES.equals(request.getServletPath())) {
            BarsCall call = BarsCall.of(request::getHeader);
            call.mirrored().forEach(response::setHeader);
            response.setStatus(reply.status());
            response.setContentType(call.mediaType());
            response.getOutputStream().write(bars.write(reply, call));
        } else {
            response.setStatus(problem.status());
            response.setContentType(ProblemAnswer.MEDIA_TYPE);
            response.getOutputStream().write(mapper.writeValueAsBytes(problem));
        }
    }
}
