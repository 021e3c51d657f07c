package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading.Invalid;
import org.barscancel.request.Reading.Rows;
import org.barscancel.request.Reading.Unreadable;
import org.barscancel.request.Reading.Valid;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarsMessageReaderTest {
    private static final int MAX_BYTES = 100_000;
    private static final UUID CORRELATION = UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689");
    private static final String PATIENT = "9693893123";
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BarsMessageReader reader = new BarsMessageReader(CONTEXT, MAX_BYTES);

    @Test
    void readsACancellation() {
        assertThat(valid(BarsMessages.JSON)).isEqualTo(expected());
    }

    @Test
    void readsTheSameFromXml() {
        String xml = xml(BarsMessages.JSON);

        assertThat(xml).startsWith("<Bundle").contains("fullUrl value=\"urn:uuid:aca94bdb");
        assertThat(valid(xml)).isEqualTo(expected());
        assertThat(valid("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- as some write it -->" + xml))
                .isEqualTo(expected());
        assertThat(((Rows) reader.read(bytes(xml), null)).rows().get(0).original())
                .isEqualTo(xml);
    }

    @Test
    void readsABookingMadeInError() {
        assertThat(valid(changed("/entry/1/resource", appointment -> appointment.put("status", "entered-in-error")))
                        .status())
                .isEqualTo(TargetStatus.ENTERED_IN_ERROR);
    }

    @Test
    void takesTheConversationFromTheCall() {
        Rows rows = (Rows) reader.read(bytes(BarsMessages.JSON), null);

        assertThat(((Valid) rows.rows().get(0)).request().correlationId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update | https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request",
                "delete | ",
                "new | https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled|1.0.0",
            })
    void knowsACancellationByDefinitionOrReason(String reason, String definition) {
        String message = changed("/entry/0/resource", header -> {
            ((ObjectNode) header.at("/reason/coding/0")).put("code", reason);
            header.put("definition", definition);
        });

        assertThat(valid(message)).isEqualTo(expected());
    }

    @Test
    void refusesABookingThatIsNew() {
        String message = changed("/entry/0/resource", header -> {
            ((ObjectNode) header.at("/reason/coding/0")).put("code", "new");
            header.put("definition", "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request");
        });

        assertThat(invalid(message).problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking-response", "servicerequest-request", "", "Jane Doe"})
    void refusesOtherEvents(String event) {
        Invalid invalid = invalid(changed("/entry/0/resource/eventCoding", coding -> coding.put("code", event)));

        assertThat(invalid.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(invalid.problem().message()).doesNotContain("Jane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"booked", "pending", "noshow", "", "Jane Doe"})
    void refusesAnAppointmentThatIsNotCancelled(String status) {
        Invalid invalid = invalid(changed("/entry/1/resource", appointment -> appointment.put("status", status)));

        assertThat(invalid.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(invalid.problem().message()).contains("neither cancelled").doesNotContain("Jane");
    }

    @Test
    void refusesAFocusThatIsNoAppointment() {
        assertThat(focus("urn:uuid:788660eb-d2c9-4773-abd4-318484673fb2")
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(focus("urn:uuid:not-there").problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(invalid(changed("/entry/0/resource", header -> header.remove("focus")))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.UNSUPPORTED_EVENT);
        assertThat(invalid(changed(
                                "/entry/0/resource",
                                header -> header.withArray("focus").addObject().put("reference", "urn:uuid:x")))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.AMBIGUOUS);
    }

    @Test
    void takesTheAppointmentsOwnIdBeforeTheReference() {
        assertThat(valid(changed("/entry/1/resource", appointment -> appointment.put("id", "own-1")))
                        .appointmentId())
                .isEqualTo("own-1");
        assertThat(valid(changed("/entry/1/resource", appointment -> barsIdentifier(appointment, "bars-1")))
                        .appointmentId())
                .isEqualTo("bars-1");
        assertThat(valid(xml(changed("/entry/1/resource", appointment -> appointment.put("id", "own-1"))))
                        .appointmentId())
                .isEqualTo("own-1");
    }

    @Test
    void refusesToChooseBetweenTwoIds() {
        Invalid invalid = invalid(changed("/entry/1/resource", appointment -> {
            appointment.put("id", "own-1");
            barsIdentifier(appointment, "bars-1");
        }));

        assertThat(invalid.problem().code()).isEqualTo(ProblemCode.AMBIGUOUS);
    }

    @Test
    void readsARelativeReference() {
        String message = BarsMessages.JSON
                .replace("urn:uuid:aca94bdb-2e38-4399-9ece-2ba083ce65b5", "Appointment/a1")
                .replace("\"fullUrl\": \"Appointment/a1\"", "\"fullUrl\": \"https://pas.example/fhir/Appointment/a1\"");

        assertThat(valid(message).appointmentId()).isEqualTo("a1");
    }

    @Test
    void readsTheNhsNumberWhereverItStands() {
        String actor = changed("/entry/1/resource/participant/0/actor", reference -> {
            reference.remove("reference");
            reference.putObject("identifier").put("system", NhsNumber.SYSTEM).put("value", "9990000018");
        });
        assertThat(valid(actor).nhsNumber()).isEqualTo(new NhsNumber("9990000018"));

        String unnamed = changed("/entry/1/resource", appointment -> appointment.remove("participant"));
        assertThat(valid(unnamed).nhsNumber()).isEqualTo(new NhsNumber(PATIENT));

        String none = changed("/entry/2/resource", patient -> patient.remove("identifier"));
        assertThat(valid(none).nhsNumber()).isNull();

        String contained = changed("/entry/1/resource", appointment -> {
            ((ObjectNode) appointment.at("/participant/0/actor")).put("reference", "#p");
            ObjectNode patient = appointment.withArray("contained").addObject();
            patient.put("resourceType", "Patient").put("id", "p");
            patient.withArray("identifier")
                    .addObject()
                    .put("system", "http://fhir.nhs.uk/id/NHS-number")
                    .put("value", "999 000 0018");
        });
        assertThat(valid(contained).nhsNumber()).isEqualTo(new NhsNumber("9990000018"));
    }

    @Test
    void refusesToChooseBetweenTwoPatients() {
        Invalid invalid = invalid(changed("/entry/1/resource/participant/0/actor", reference -> reference
                .putObject("identifier")
                .put("system", NhsNumber.SYSTEM)
                .put("value", "9990000018")));

        assertThat(invalid.problem().code()).isEqualTo(ProblemCode.AMBIGUOUS);
        assertThat(invalid.problem().message()).doesNotContain(PATIENT).doesNotContain("9990000018");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "urn:uuid:aca94bdb-2e38-4399-9ece-2ba083ce65b5 | urn:uuid:a/1 | Appointment.id",
                "9693893123 | 9693893124 | Patient.identifier",
                "2026-12-01T09:30:00+00:00 | 2026-13-01T09:30:00+00:00 | Appointment.start",
                "446053f9-047a-4c67-b021-58871edb4414 | x\\u0007y | Bundle.id",
                "https://fhir.nhs.uk/Id/dos-service-id|urn: x | MessageHeader.destination.endpoint",
            })
    void namesTheElementAndNeverTheValue(String sound, String broken, String element) {
        // The fifth has bars of its own.
        String message = sound.startsWith("https")
                ? BarsMessages.JSON.replace("https://fhir.nhs.uk/Id/dos-service-id|", "urn: x|")
                : BarsMessages.JSON.replace(sound, broken);
        String named = sound.startsWith("https") ? "MessageHeader.destination.endpoint" : element;

        Invalid invalid = invalid(message);

        assertThat(invalid.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(invalid.problem().message()).contains(named).doesNotContain(broken);
        assertThat(invalid.toString()).doesNotContain(PATIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[{\"resourceType\":\"Bundle\",\"type\":\"message\"}]",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"message\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":{\"resource\":7}}",
                "<Patient xmlns=\"http://hl7.org/fhir\"/>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"/>",
                "<Bundle/>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"></Bundle>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"Jane\"/></Bundle>",
                "hello",
                "",
            })
    void refusesWhatIsNoMessage(String input) {
        Reading reading = reader.read(bytes(input), null);

        if (reading instanceof Rows rows) {
            assertThat(rows.rows()).singleElement().isInstanceOf(Invalid.class);
        } else {
            assertThat(((Unreadable) reading).problem().code()).isEqualTo(ProblemCode.MALFORMED);
            assertThat(((Unreadable) reading).problem().message()).doesNotContain("Jane");
        }
    }

    @Test
    @Timeout(20)
    void refusesEntitiesThatGrow() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]>").append(xml(BarsMessages.JSON).replace("Cannot come", "&l9;"));

        assertThat(unreadable(bomb.toString())).contains("document type");
    }

    @Test
    void refusesAFileThatIsReadThroughAnEntity(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "s3cret");
        String body = xml(BarsMessages.JSON);
        String external = "<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>";

        assertThat(unreadable(external + body.replace("Cannot come", "&s;"))).contains("document type");
        assertThat(unreadable("<!DOCTYPE x SYSTEM \"" + secret.toUri() + "\">" + body))
                .contains("document type");
        assertThat(unreadable(body.replace("Cannot come", "&s;"))).contains("not well-formed");
    }

    @Test
    void refusesADocumentTypeInsideANarrativeOnly() {
        String narrative =
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><!DOCTYPE x [<!ENTITY a \\\"b\\\">]>&a;</div>";
        String message = BarsMessages.JSON.replace(
                "\"status\": \"cancelled\",",
                "\"status\": \"cancelled\", \"text\": {\"status\": \"generated\", \"div\": \"" + narrative + "\"},");

        // Nobody reads a narrative, so nothing in it can be expanded.
        assertThat(valid(message)).isEqualTo(expected());
    }

    @Test
    @Timeout(20)
    void refusesWhatIsNestedTooDeepOrTooLarge() {
        String open = "<extension url=\"u\">".repeat(4_000);
        assertThat(unreadable(xml(BarsMessages.JSON).replaceFirst("<Appointment[^>]*>", "$0" + open)))
                .contains("nested");
        String deep = "{\"a\":".repeat(4_000) + "1" + "}".repeat(4_000);
        assertThat(unreadable(BarsMessages.JSON.replaceFirst("\\{", "{\"x\":" + deep + ",")))
                .contains("nested");
        assertThat(((Unreadable) reader.read(new byte[MAX_BYTES + 1], null))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.TOO_LARGE);
    }

    private static CancellationRequest expected() {
        return new CancellationRequest(
                "446053f9-047a-4c67-b021-58871edb4414",
                CORRELATION,
                "aca94bdb-2e38-4399-9ece-2ba083ce65b5",
                TargetStatus.CANCELLED,
                new Reason("urn:reasons", "7", "Illness", "Cannot come"),
                new NhsNumber(PATIENT),
                Instant.parse("2026-12-01T09:30:00Z"),
                new TargetService("https://fhir.nhs.uk/Id/dos-service-id", "111111111"));
    }

    private CancellationRequest valid(String message) {
        Rows rows = (Rows) reader.read(bytes(message), CORRELATION);
        assertThat(rows.many()).isFalse();
        return assertThat(rows.rows())
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Valid.class))
                .actual()
                .request();
    }

    private Invalid invalid(String message) {
        return (Invalid)
                ((Rows) reader.read(bytes(message), CORRELATION)).rows().get(0);
    }

    private String unreadable(String message) {
        Unreadable unreadable = (Unreadable) reader.read(bytes(message), CORRELATION);
        assertThat(unreadable.problem().code()).isEqualTo(ProblemCode.MALFORMED);
        return unreadable.problem().message();
    }

    private Invalid focus(String reference) {
        return invalid(changed("/entry/0/resource/focus/0", focus -> focus.put("reference", reference)));
    }

    private static void barsIdentifier(ObjectNode appointment, String value) {
        appointment
                .withArray("identifier")
                .addObject()
                .put("system", "https://fhir.nhs.uk/id/bars-identifier")
                .put("value", value);
    }

    private static String changed(String pointer, Consumer<ObjectNode> change) {
        try {
            ObjectNode message = (ObjectNode) MAPPER.readTree(BarsMessages.JSON);
            change.accept((ObjectNode) message.at(pointer));
            return MAPPER.writeValueAsString(message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String xml(String json) {
        return CONTEXT.newXmlParser()
                .encodeResourceToString(CONTEXT.newJsonParser()
                        .setOverrideResourceIdWithBundleEntryFullUrl(false)
                        .parseResource(Bundle.class, json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
