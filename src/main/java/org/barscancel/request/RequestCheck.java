package org.barscancel.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Checks one request by the published schema and by what a schema cannot say, and makes a row of it. May be used by many
 * threads. No problem's text ever holds a value of the input (R23).
 */
public final class RequestCheck {
    private static final int MOST_FAULTS = 5;

    /** The field that asks for a dry run. */
    static final String DRY_RUN = "dryRun";

    private final RequestSchema schema = new RequestSchema();
    private final SubjectCheck subject;

    /** A check by which every request must name its appointment's id. */
    public RequestCheck() {
        this(Lookups.NONE);
    }

    /**
     * Makes a check.
     *
     * @param lookups what may stand for an appointment's id
     */
    public RequestCheck(Lookups lookups) {
        this.subject = new SubjectCheck(lookups);
    }

    /** Why rows with these columns can never say which appointment they mean; empty when they can. */
    Optional<String> missingColumn(Set<String> columns) {
        return subject.missingColumn(columns);
    }

    /**
     * Makes a row.
     *
     * @param number the row's number, from 1
     * @param original the row as received
     * @param request the row as JSON
     */
    Reading.Row row(int number, String original, JsonNode request) {
        return row(number, original, request, schema.faults(request), (field, fault) -> fault);
    }

    /**
     * Makes a row of what a reader of another format found.
     *
     * @param number the row's number, from 1
     * @param original the row as received
     * @param fields what was found in it
     */
    public Reading.Row row(int number, String original, RequestFields fields) {
        Map<String, String> faults = new LinkedHashMap<>(fields.faults());
        schema.faults(fields.json()).forEach(faults::putIfAbsent);
        return row(number, original, fields.json(), faults, fields::placed);
    }

    private Reading.Row row(
            int number, String original, JsonNode request, Map<String, String> found, BinaryOperator<String> placed) {
        Map<String, String> faults = new LinkedHashMap<>(found);
        Optional<NhsNumber> nhsNumber = field(request, "nhsNumber", faults).flatMap(NhsNumber::parse);
        if (nhsNumber.isEmpty() && request.has("nhsNumber")) {
            faults.putIfAbsent("nhsNumber", schema.mustBe("nhsNumber"));
        }
        Optional<Instant> start = field(request, "start", faults).flatMap(RequestCheck::instant);
        if (start.isEmpty() && request.has("start")) {
            faults.putIfAbsent("start", schema.mustBe("start"));
        }
        faults = inOrder(subject.faults(request, faults), faults);
        Optional<String> appointmentId = field(request, "appointmentId", faults);
        Optional<String> requestId = field(request, "requestId", faults);
        if (!faults.isEmpty()) {
            return new Reading.Invalid(
                    number,
                    original,
                    problem(faults, placed),
                    appointmentId.orElse(null),
                    requestId.orElse(null),
                    null,
                    request.path(DRY_RUN).booleanValue());
        }
        return new Reading.Valid(
                number,
                original,
                new CancellationRequest(
                        requestId.orElse(null),
                        field(request, "correlationId", faults)
                                .map(UUID::fromString)
                                .orElse(null),
                        appointmentId.orElse(null),
                        field(request, "status", faults)
                                .flatMap(TargetStatus::of)
                                .orElse(TargetStatus.CANCELLED),
                        reason(request.path("reason")),
                        nhsNumber.orElse(null),
                        start.orElse(null),
                        targetService(request.path("targetService")),
                        subject.number(request),
                        request.path(DRY_RUN).booleanValue()));
    }

    /** Which appointment is meant comes first. */
    private static Map<String, String> inOrder(Map<String, String> first, Map<String, String> then) {
        Map<String, String> all = new LinkedHashMap<>(first);
        then.forEach(all::putIfAbsent);
        return all;
    }

    /** The text of a field that has no fault. */
    private static Optional<String> field(JsonNode request, String name, Map<String, String> faults) {
        return faults.containsKey(name)
                ? Optional.empty()
                : Optional.ofNullable(request.path(name).textValue());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Reason reason(JsonNode reason) {
        Reason read = new Reason(
                filled(reason, "system"), filled(reason, "code"), filled(reason, "display"), filled(reason, "text"));
        return read.equals(new Reason(null, null, null, null)) ? null : read;
    }

    private static @Nullable String filled(JsonNode object, String name) {
        String text = object.path(name).textValue();
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable TargetService targetService(JsonNode service) {
        String system = service.path("system").textValue();
        String value = service.path("value").textValue();
        return system == null || value == null ? null : new TargetService(system, value);
    }

    private static Problem problem(Map<String, String> faults, BinaryOperator<String> placed) {
        String listed = faults.entrySet().stream()
                .limit(MOST_FAULTS)
                .map(fault -> placed.apply(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining("; "));
        int more = faults.size() - MOST_FAULTS;
        String message = "Not valid: " + listed + (more > 0 ? "; and " + more + " more faults." : ".");
        return new Problem(ProblemCode.INVALID_FIELD, message);
    }
}
