package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.barscancel.json.FhirInstant;
import org.barscancel.json.FhirJson;
import org.barscancel.json.JsonText;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/** The appointment as the provider shows it, with the text it was received in. */
public final class ReadAppointment implements AppointmentReading {
    private static final Set<String> STATUSES = Set.of(
            "proposed",
            "pending",
            "booked",
            "arrived",
            "fulfilled",
            "cancelled",
            "noshow",
            "entered-in-error",
            "checked-in",
            "waitlist");

    private static final String CATEGORY_SYSTEM = "usecases-categories-bars";
    // Goes into a header: nothing that could part or end it.
    private static final Pattern CATEGORY = Pattern.compile("[A-Za-z]\\d{1,3}[A-Za-z]\\d{1,3}");

    private final JsonText json;
    private final @Nullable String etag;
    private final ShownPatients patients;

    ReadAppointment(JsonText json, @Nullable String etag) {
        this.json = json;
        this.etag = etag;
        this.patients = ShownPatients.in(json.root());
    }

    /** The appointment's id; the one that was asked for. */
    public String id() {
        return json.root().path("id").asText();
    }

    /** The status as received: any string, usually a FHIR code. */
    public String status() {
        return json.root().path("status").asText();
    }

    /** The status, when it is one of FHIR's codes; any other text is the far side's own, and not to be repeated (R23). */
    public Optional<String> knownStatus() {
        return Optional.of(status()).filter(STATUSES::contains);
    }

    /** When the appointment starts; empty when it has no start or one that cannot be read. */
    public Optional<Instant> start() {
        return FhirInstant.parse(json.root().path("start").asText());
    }

    /** Whether a start that is there can be read as a point in time; true when there is none. */
    public boolean startReadable() {
        return !hasStart() || start().isPresent();
    }

    /** When it was last changed, as the provider says; empty when it does not, or not readably. */
    Optional<Instant> lastUpdated() {
        return FhirInstant.parse(json.root().path("meta").path("lastUpdated").asText());
    }

    /** What changes with each change: what {@link #etag} says, else {@code meta.lastUpdated} as received. */
    public @Nullable String version() {
        String tag = etag();
        return tag != null
                ? tag
                : FhirJson.string(json.root().path("meta"), "lastUpdated").orElse(null);
    }

    boolean hasStart() {
        return json.root().has("start");
    }

    /** The one NHS number that every patient of the appointment shows, when there is exactly one (R8, R16). */
    public Optional<NhsNumber> shownNhsNumber() {
        return patients.nhsNumber();
    }

    /** The id in the reference to the appointment's only patient, when it is a literal reference (R8, R16). */
    public Optional<String> patientId() {
        return patients.patientId();
    }

    /** The BaRS use-case category, such as {@code a1t1}; safe to stand in a header (R19). */
    public Optional<String> useCaseCategory() {
        List<JsonNode> codings = FhirJson.each(json.root().path("serviceCategory"))
                .flatMap(category -> FhirJson.each(category.path("coding")))
                .filter(coding -> CATEGORY.matcher(
                                FhirJson.string(coding, "code").orElse(""))
                        .matches())
                .toList();
        return codings.stream()
                .filter(coding -> FhirJson.string(coding, "system")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains(CATEGORY_SYSTEM))
                .findFirst()
                .or(() -> codings.stream().findFirst())
                .flatMap(coding -> FhirJson.string(coding, "code"));
    }

    /** What {@code If-Match} shall carry: the ETag as received, else the version id as a weak one (R7). */
    public @Nullable String etag() {
        if (etag != null && !etag.isBlank()) {
            return etag;
        }
        return FhirJson.string(json.root().path("meta"), "versionId")
                .filter(FhirJson::isId)
                .map(version -> "W/\"" + version + "\"")
                .orElse(null);
    }

    JsonText json() {
        return json;
    }

    ShownPatients patients() {
        return patients;
    }

    /** Without content (R23). */
    @Override
    public String toString() {
        return "ReadAppointment";
    }
}
