package org.barscancel.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Records who looked at what. A search that cannot be recorded is refused; a single result is not, since it is the answer
 * that its requester waits for.
 */
public final class ReadsRecorded implements HandlerInterceptor {
    private final Audit audit;

    /**
     * Sets up the interceptor.
     *
     * @param audit keeps what was read
     */
    public ReadsRecorded(Audit audit) {
        this.audit = audit;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Audited recorded = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Audited.class) : null;
        if (recorded != null) {
            record(new AuditEntry(Callers.of(request), recorded.value(), on(request)));
        }
        return true;
    }

    private void record(AuditEntry entry) {
        if (entry.action() == AuditAction.SEARCHED) {
            require(audit, entry);
        } else {
            audit.note(entry);
        }
    }

    static void require(Audit audit, AuditEntry entry) {
        try {
            audit.require(entry);
        } catch (AuditUnavailableException unwritten) {
            throw new Unanswerable(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "It cannot be recorded who asks for this, so it is not done.",
                    "Tell those who run the program: the audit trail cannot be written.");
        }
    }

    private static Map<String, Object> on(HttpServletRequest request) {
        Map<String, Object> on = new LinkedHashMap<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> on.put(String.valueOf(name), String.valueOf(value)));
        }
        for (String name : SearchParameters.NAMES) {
            String value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                on.put(name, value);
            }
        }
        return on;
    }
}
