package org.barscancel.request;

import static org.barscancel.request.MessageBundle.identifiers;
import static org.barscancel.request.MessageBundle.isA;
import static org.barscancel.request.MessageBundle.sameSystem;
import static org.barscancel.request.MessageBundle.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** A BaRS message that cancels a booking, and the request in it. */
final class BarsMessage {
    private static final String EVENTS = "https://fhir.nhs.uk/CodeSystem/message-events-bars";
    private static final String BOOKING = "booking-request";
    private static final String REASON = "Appointment.cancelationReason";
    private static final String DESTINATION = "MessageHeader.destination.endpoint";
    private static final String BARS_IDENTIFIER = "https://fhir.nhs.uk/Id/BaRS-Identifier";

    /** The one definition of a cancellation; what comes after it is a version. */
    private static final Pattern CANCELLATION = Pattern.compile(".*booking-request-cancelled(\\|.*)?");

    /** An earlier booking may also be cancelled by updating or deleting it. */
    private static final Set<String> CHANGES = Set.of("update", "delete");

    private static final Pattern REFERENCE =
            Pattern.compile("(?:urn:uuid:|(?:.*/)?Appointment/)([A-Za-z0-9.-]{1,64})(?:/_history/.*)?");

    private final MessageBundle bundle;
    private final JsonNode header;

    BarsMessage(MessageBundle bundle) {
        this.bundle = bundle;
        this.header = bundle.header();
    }

    /** Ends the reading of a message that is readable and asks for nothing this program does. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(ProblemCode code, String message) {
            super(message, null, false, false);
            problem = new Problem(code, message);
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * What the message asks for, not yet checked.
     *
     * @param correlationId the conversation, as the call names it
     */
    RequestFields request(@Nullable UUID correlationId) throws Refused {
        refuseOtherEvents();
        String focus = focus();
        JsonNode appointment = bundle.resolve(header, focus);
        if (!isA(appointment, "Appointment")) {
            throw new Refused(
                    ProblemCode.UNSUPPORTED_EVENT, "The focus of the message is no Appointment in the message.");
        }
        RequestFields request = new RequestFields();
        put(request, "requestId", "Bundle.id", messageId());
        put(request, "correlationId", "X-Correlation-Id", correlationId == null ? "" : correlationId.toString());
        put(request, "appointmentId", "Appointment.id", appointmentId(appointment, focus));
        put(request, "status", "Appointment.status", status(appointment));
        put(request, "nhsNumber", "Patient.identifier", new MessagePatient(bundle).nhsNumber(appointment));
        put(request, "start", "Appointment.start", text(appointment, "start"));
        JsonNode reason = appointment.path("cancelationReason");
        JsonNode coding = reason.path("coding").path(0);
        List.of("system", "code", "display")
                .forEach(name -> put(request, "reason." + name, REASON + ".coding." + name, text(coding, name)));
        put(request, "reason.text", REASON + ".text", text(reason, "text"));
        putTargetService(request);
        return request;
    }

    private void refuseOtherEvents() throws Refused {
        JsonNode event = header.path("eventCoding");
        String system = text(event, "system");
        if (!text(event, "code").equals(BOOKING) || !(system.isEmpty() || sameSystem(system, EVENTS))) {
            throw new Refused(ProblemCode.UNSUPPORTED_EVENT, "The event of the message is not " + BOOKING + ".");
        }
        boolean change = MessageBundle.elements(header.path("reason").path("coding"))
                .anyMatch(coding -> CHANGES.contains(text(coding, "code")));
        if (!change && !CANCELLATION.matcher(text(header, "definition")).matches()) {
            throw new Refused(
                    ProblemCode.UNSUPPORTED_EVENT,
                    "The message neither has the definition of a cancellation nor changes an earlier booking.");
        }
    }

    private String focus() throws Refused {
        JsonNode focus = header.path("focus");
        if (focus.size() > 1) {
            throw new Refused(ProblemCode.AMBIGUOUS, "The message has more than one focus.");
        }
        return text(focus.path(0), "reference");
    }

    private static String status(JsonNode appointment) throws Refused {
        return TargetStatus.of(text(appointment, "status"))
                .map(TargetStatus::code)
                .orElseThrow(() -> new Refused(
                        ProblemCode.UNSUPPORTED_EVENT,
                        "The Appointment in the message is neither cancelled nor entered-in-error."));
    }

    /** The resource's own id; without one, what names it in the registry; without both, what the focus refers to. */
    private static String appointmentId(JsonNode appointment, String focus) throws Refused {
        Set<String> own = Stream.concat(
                        Stream.of(text(appointment, "id")),
                        identifiers(appointment.path("identifier"), BARS_IDENTIFIER))
                .filter(id -> !id.isBlank())
                .collect(Collectors.toSet());
        if (own.size() > 1) {
            throw new Refused(
                    ProblemCode.AMBIGUOUS, "The id of the Appointment and its BaRS identifier are not the same.");
        }
        Matcher reference = REFERENCE.matcher(focus);
        return own.stream().findFirst().orElseGet(() -> reference.matches() ? reference.group(1) : "");
    }

    /** Bundle.identifier is what stays the same when a message is sent again; few senders have more than Bundle.id. */
    private String messageId() {
        return Stream.of(
                        text(bundle.bundle().path("identifier"), "value"),
                        text(bundle.bundle(), "id"),
                        text(header, "id"))
                .filter(id -> !id.isBlank())
                .findFirst()
                .orElse("");
    }

    /** A destination's endpoint is the service to route to, when it is written as system|value. */
    private void putTargetService(RequestFields request) throws Refused {
        Set<String> services = MessageBundle.elements(header.path("destination"))
                .map(destination -> text(destination, "endpoint"))
                .filter(endpoint -> endpoint.indexOf('|') > 0)
                .collect(Collectors.toSet());
        if (services.size() > 1) {
            throw new Refused(ProblemCode.AMBIGUOUS, "The message has more than one destination.");
        }
        services.forEach(service -> {
            int bar = service.indexOf('|');
            put(request, "targetService.system", DESTINATION, service.substring(0, bar));
            put(request, "targetService.value", DESTINATION, service.substring(bar + 1));
        });
    }

    private static void put(RequestFields request, String field, String place, String value) {
        request.put(field, place, value.isBlank() ? null : value);
    }
}
