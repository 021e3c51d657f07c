package org.barscancel.bars;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.request.FhirId;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/**
 * Builds every call that a cancellation needs, with all its headers but the credentials (R18, R19). An id that is no
 * FHIR id is refused with an {@link IllegalArgumentException}: in a path it could lead to another resource.
 */
public final class BarsCalls {
    private static final String APPOINTMENT = "Appointment";
    private static final String PATIENT = "Patient";
    private static final String POINTER = "DocumentReference";

    /** Who asks is settings: the same in every call to a far side. */
    private final Map<CallerIdentity, Map<String, String>> callers = new ConcurrentHashMap<>();

    /** The appointment of the request (R1). */
    public Call readAppointment(FarSide farSide, Cancellation cancellation) {
        return read(farSide, cancellation, APPOINTMENT, cancellation.appointmentId());
    }

    /** A patient whom the appointment refers to (R8, R16). */
    public Call readPatient(FarSide farSide, Cancellation cancellation, String patientId) {
        return read(farSide, cancellation, PATIENT, patientId);
    }

    /** The appointments of a patient, where nothing else shows whose the appointment is (R8). */
    public Call searchAppointments(FarSide farSide, Cancellation cancellation, NhsNumber nhsNumber) {
        return get(farSide, cancellation, APPOINTMENT, null, AppointmentSearch.ofPatient(nhsNumber));
    }

    /**
     * The cancellation itself (R6).
     *
     * @param body the changed resource, UTF-8 JSON
     * @param ifMatch the version that was read, when known (R7)
     */
    public Call putAppointment(FarSide farSide, Cancellation cancellation, byte[] body, @Nullable String ifMatch) {
        String id = cancellation.appointmentId();
        return write(farSide, cancellation, "PUT", APPOINTMENT, id, body, ifMatch);
    }

    /**
     * Pointers by query (R12).
     *
     * @param path {@code DocumentReference?…}, encoded
     */
    public Call searchPointers(FarSide farSide, Cancellation cancellation, String path) {
        if (!path.startsWith(POINTER + "?")) {
            throw new IllegalArgumentException("Not a search of pointers");
        }
        return get(farSide, cancellation, POINTER, null, path);
    }

    /**
     * The next page of a search (R12).
     *
     * @param resourceType what is searched
     * @param path as {@link SearchPage.Page#nextPath()} gives it
     */
    public Call nextPage(FarSide farSide, Cancellation cancellation, String resourceType, String path) {
        return get(farSide, cancellation, resourceType, null, path);
    }

    /** One pointer, before it is touched (R14). */
    public Call readPointer(FarSide farSide, Cancellation cancellation, String pointerId) {
        return read(farSide, cancellation, POINTER, pointerId);
    }

    /** Removes a pointer (R11, R14). */
    public Call deletePointer(FarSide farSide, Cancellation cancellation, String pointerId) {
        return write(farSide, cancellation, "DELETE", POINTER, pointerId, null, null);
    }

    /**
     * Gives a pointer its final status, at registries that take it (R11).
     *
     * @param body the changed resource, UTF-8 JSON
     * @param ifMatch the version that was read, when known
     */
    public Call updatePointer(
            FarSide farSide, Cancellation cancellation, String pointerId, byte[] body, @Nullable String ifMatch) {
        return write(farSide, cancellation, "PUT", POINTER, pointerId, body, ifMatch);
    }

    private Call read(FarSide farSide, Cancellation cancellation, String type, String id) {
        return get(farSide, cancellation, type, id, path(type, id));
    }

    private Call get(FarSide farSide, Cancellation cancellation, String type, @Nullable String id, String path) {
        return new Call(farSide, "GET", path, type, id, headers(farSide, cancellation, CallIds.read()), null);
    }

    private Call write(
            FarSide farSide,
            Cancellation cancellation,
            String method,
            String type,
            String id,
            byte @Nullable [] body,
            @Nullable String ifMatch) {
        String path = path(type, id);
        Map<String, String> headers = headers(farSide, cancellation, CallIds.write(cancellation, method, path, body));
        putIfKnown(headers, HeaderNames.USE_CONTEXT, useContext(farSide, cancellation));
        if (body != null) {
            headers.put(HeaderNames.CONTENT_TYPE, mediaType(farSide));
        }
        putIfKnown(headers, HeaderNames.IF_MATCH, ifMatch);
        return new Call(farSide, method, path, type, id, headers, body);
    }

    private Map<String, String> headers(FarSide farSide, Cancellation cancellation, UUID requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HeaderNames.REQUEST_ID, requestId.toString());
        headers.put(HeaderNames.CORRELATION_ID, cancellation.correlationId().toString());
        TargetService asked = cancellation.request().targetService();
        IdentityHeaders.addTarget(headers, asked != null ? asked : farSide.target());
        headers.putAll(callers.computeIfAbsent(farSide.caller(), IdentityHeaders::ofCaller));
        headers.put(HeaderNames.ACCEPT, mediaType(farSide));
        return headers;
    }

    private static String mediaType(FarSide farSide) {
        return "application/fhir+json; version=" + farSide.coreVersion();
    }

    private static @Nullable String useContext(FarSide farSide, Cancellation cancellation) {
        return farSide.useContext()
                .header(
                        cancellation.provider().facts().useCaseCategory(),
                        cancellation.request().status().code());
    }

    private static void putIfKnown(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static String path(String type, String id) {
        if (!FhirId.isValid(id)) {
            throw new IllegalArgumentException("Not a FHIR id of " + type);
        }
        return type + "/" + id;
    }
}
