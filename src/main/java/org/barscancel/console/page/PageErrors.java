package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.barscancel.access.Caller;
import org.barscancel.access.FormGuard;
import org.barscancel.audit.AuditUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Shows a page that says what went wrong, in words that hold nothing of the call. */
@ControllerAdvice(basePackageClasses = PageErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

    @ExceptionHandler
    ModelAndView notShown(NotShown problem, HttpServletRequest call) {
        return page(problem.status(), String.valueOf(problem.getMessage()), problem.nextAction(), call);
    }

    @ExceptionHandler
    ModelAndView ledgerDown(DataAccessException down, HttpServletRequest call) {
        LOG.warn("The ledger cannot be read at present");
        return page(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The ledger cannot be read at present; cancellations go on meanwhile.",
                "Load the page again in a minute. If it stays so, look at the database.",
                call);
    }

    @ExceptionHandler
    ModelAndView notRecorded(AuditUnavailableException unwritten, HttpServletRequest call) {
        return page(
                HttpStatus.SERVICE_UNAVAILABLE,
                "It cannot be recorded who asks for this, so it is not done.",
                "Tell those who run the program: the audit trail cannot be written.",
                call);
    }

    @ExceptionHandler
    ModelAndView broken(Exception broken, HttpServletRequest call) {
        if (broken instanceof ErrorResponse refused) {
            return page(refused.getStatusCode(), "The page cannot be shown as it was asked for.", GO_ON, call);
        }
        LOG.error("A page cannot be shown: {}", broken.getClass().getName());
        return page(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The program failed at this page. What was asked for may have been done.",
                GO_ON,
                call);
    }

    private static final String GO_ON = "Go to the overview, and on from there.";

    private static ModelAndView page(HttpStatusCode status, String detail, String nextAction, HttpServletRequest call) {
        ModelAndView page = new ModelAndView(
                "console/problem",
                Map.of(
                        "detail",
                        detail,
                        "nextAction",
                        nextAction,
                        "who",
                        Who.of(Caller.of(call), false),
                        "form",
                        FormGuard.token(call),
                        "part",
                        "problem"));
        page.setStatus(status);
        return page;
    }
}
