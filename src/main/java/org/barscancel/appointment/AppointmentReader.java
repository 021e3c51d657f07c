package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.barscancel.json.FhirJson;
import org.barscancel.json.JsonReading;
import org.barscancel.json.JsonText;
import org.jspecify.annotations.Nullable;

/** Reads what a provider answered to {@code GET Appointment/{id}} (R1, R24). */
public final class AppointmentReader {
    private AppointmentReader() {}

    /**
     * @param body the bytes of the answer
     * @param expectedId the id that was asked for
     * @param etag the answer's {@code ETag} header as received, if there was one
     */
    public static AppointmentReading read(byte[] body, String expectedId, @Nullable String etag) {
        JsonReading reading = JsonText.read(body);
        if (reading instanceof JsonReading.NotJson notJson) {
            return new UnreadableAppointment(notJson.why());
        }
        JsonText json = (JsonText) reading;
        JsonNode root = json.root();
        if (!FhirJson.isResource(root, "Appointment")) {
            return new UnreadableAppointment("is not an Appointment");
        }
        Optional<String> id = FhirJson.string(root, "id");
        if (id.isEmpty()) {
            return new UnreadableAppointment("is an Appointment without an id");
        }
        if (!id.get().equals(expectedId)) {
            return new UnreadableAppointment("is another Appointment than the one asked for");
        }
        if (FhirJson.string(root, "status").isEmpty()) {
            return new UnreadableAppointment("is an Appointment without a status");
        }
        return new ReadAppointment(json, etag);
    }
}
