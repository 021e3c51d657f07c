package org.barscancel.runtime.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.barscancel.bars.Call;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.SearchPage;
import org.barscancel.bars.SearchPages;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.NhsNumber;
import org.barscancel.runtime.farside.Failures;
import org.jspecify.annotations.Nullable;

/** What a far side answers to reads; nothing is written, and nothing of a patient is told. */
final class ResourcesExamined {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    /** Of nobody: from the range that is kept for tests. */
    private static final String SYNTHETIC = "9990000018";

    private final FarSide farSide;
    private final DoctorCalls calls;
    private final Set<String> wayThere;

    ResourcesExamined(FarSide farSide, DoctorCalls calls, Set<String> wayThere) {
        this.farSide = farSide;
        this.calls = calls;
        this.wayThere = wayThere;
    }

    /** Of a provider: what it offers, and an appointment when one is named. */
    List<Check> ofProvider(@Nullable String appointment) {
        List<Check> checks = new ArrayList<>();
        String metadata = farSide.name() + " metadata";
        checks.add(new Check(metadata, wayThere, () -> metadata(metadata)));
        if (appointment != null) {
            String name = farSide.name() + " appointment";
            checks.add(new Check(name, wayThere, () -> appointment(name, appointment)));
        }
        return checks;
    }

    /** Of a registry: a search that finds nothing. */
    List<Check> ofRegistry(PointerPolicy policy) {
        String name = farSide.name() + " search";
        return List.of(
                policy.action() == RegistryAction.NONE
                        ? new Check(
                                name,
                                Set.of(),
                                () -> Finding.skipped(name, "no pointers are removed there (action none)"))
                        : new Check(name, wayThere, () -> search(name, policy)));
    }

    private Finding metadata(String check) {
        try {
            DoctorCalls.Answered answered = calls.metadata();
            Finding refused = refused(check, answered.status());
            if (refused != null) {
                return refused;
            }
            JsonNode statement = JSON.readTree(answered.body());
            if (answered.status() != OK
                    || !"CapabilityStatement"
                            .equals(statement.path("resourceType").asText())) {
                return Finding.warn(
                        check,
                        "it does not say what it can do: HTTP " + answered.status() + ", and no CapabilityStatement",
                        "Many a proxy has none. If the url may be wrong, try an appointment: --appointment=<id>.");
            }
            return offered(check, statement);
        } catch (IOException failure) {
            return unanswered(check, failure);
        }
    }

    private static Finding offered(String check, JsonNode statement) {
        Set<String> offered = new TreeSet<>();
        boolean versioned = false;
        for (JsonNode rest : statement.path("rest")) {
            for (JsonNode resource : rest.path("resource")) {
                if ("Appointment".equals(resource.path("type").asText())) {
                    resource.path("interaction")
                            .forEach(one -> offered.add(one.path("code").asText()));
                    versioned = resource.path("versioning").asText().startsWith("versioned");
                }
            }
        }
        String version = statement.path("fhirVersion").asText();
        if (!offered.contains("read") || !offered.contains("update")) {
            return Finding.warn(
                    check,
                    "it says that it does not offer both read and update of Appointment",
                    "Ask the provider: without them nothing can be cancelled there.");
        }
        if (!version.startsWith("4.0")) {
            return Finding.warn(check, "it says that it is not FHIR R4", "Take the url of its R4 endpoint.");
        }
        return Finding.pass(
                check,
                "FHIR R4, Appointment read and update"
                        + (versioned ? ", with versions" : "; it does not say that it keeps versions"));
    }

    private Finding appointment(String check, String id) {
        try {
            DoctorCalls.Answered answered = calls.appointment(id);
            Finding refused = refused(check, answered.status());
            if (refused != null) {
                return refused;
            }
            JsonNode appointment = answered.status() == OK ? JSON.readTree(answered.body()) : JSON.nullNode();
            if (!"Appointment".equals(appointment.path("resourceType").asText())) {
                return Finding.fail(
                        check,
                        "HTTP " + answered.status() + ", and no Appointment",
                        answered.status() == NOT_FOUND
                                ? "See whether the id is one of this provider's, and the url its FHIR base."
                                : "Ask the provider what it means by that.");
            }
            boolean versioned =
                    answered.etag() != null || appointment.at("/meta").hasNonNull("versionId");
            String what =
                    "it can be read; status " + code(appointment.path("status").asText())
                            + (versioned ? ", with a version" : ", without a version") + ", patient "
                            + (showsPatient(appointment) ? "shown" : "not shown");
            return versioned
                    ? Finding.pass(check, what)
                    : Finding.warn(
                            check,
                            what,
                            "Without ETag and meta.versionId a change by somebody else at the same time is not noticed; ask"
                                    + " the provider for versions.");
        } catch (IOException failure) {
            return unanswered(check, failure);
        }
    }

    private Finding search(String check, PointerPolicy policy) {
        NhsNumber nobody = NhsNumber.parse(SYNTHETIC).orElseThrow();
        Call call = calls.search(new PointerRules(policy).searchPath(nobody));
        try {
            DoctorCalls.Answered answered = calls.get(call);
            Finding refused = refused(check, answered.status());
            if (refused != null) {
                return refused;
            }
            if (answered.status() == OK
                    && SearchPages.read(answered.body(), call, call.resourceType()) instanceof SearchPage.Page) {
                return Finding.pass(check, "a search for a synthetic patient's pointers is answered as it should be");
            }
            return Finding.fail(
                    check,
                    "HTTP " + answered.status() + ", and no searchset Bundle of DocumentReferences",
                    "Compare bars.registry.url (for a registry of its own name, its url) with what the registry told you.");
        } catch (IOException failure) {
            return unanswered(check, failure);
        }
    }

    private static boolean showsPatient(JsonNode appointment) {
        for (JsonNode participant : appointment.path("participant")) {
            JsonNode actor = participant.path("actor");
            if (actor.path("reference").asText().contains("Patient")
                    || "Patient".equals(actor.path("type").asText())) {
                return true;
            }
        }
        return false;
    }

    /** What stands there may be anything. */
    private static String code(String text) {
        return text.matches("[a-z-]{1,20}") ? text : "unknown";
    }

    private @Nullable Finding refused(String check, int status) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return Finding.fail(
                    check,
                    "it refuses who we say we are: HTTP " + status,
                    "Look at the credentials of " + farSide.name()
                            + ", and whether they are registered for this environment and what is asked there.");
        }
        return status >= SERVER_ERROR
                ? Finding.fail(check, "it is not well: HTTP " + status, "Ask whoever runs it, or try again later.")
                : null;
    }

    private Finding unanswered(String check, IOException failure) {
        return Finding.fail(
                check,
                Failures.explained(failure),
                "Look at the url of " + farSide.name() + " and at what stands between it and this machine.");
    }
}
