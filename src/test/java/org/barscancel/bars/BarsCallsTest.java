package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.barscancel.bars.Given.utf8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.request.TargetService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsCallsTest {
    private static final FarSide FAR_SIDE = Given.farSide();
    private static final Cancellation CANCELLATION = Given.cancellation();
    private static final FarSide SILENT =
            Given.farSide(null, Given.NOBODY, new UseContext(null, "booking-request", "update"));

    private final BarsCalls calls = new BarsCalls();

    @Test
    void readsTheAppointmentOfTheRequest() {
        Call call = calls.readAppointment(FAR_SIDE, CANCELLATION);

        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.url()).isEqualTo("https://provider.example/FHIR/R4/Appointment/" + Given.APPOINTMENT_ID);
        assertThat(call.resourceType()).isEqualTo("Appointment");
        assertThat(call.resourceId()).isEqualTo(Given.APPOINTMENT_ID);
        assertThat(call.isWrite()).isFalse();
        assertThat(call.body()).isNull();
        assertThat(call.headers().keySet())
                .containsExactlyInAnyOrder(
                        "X-Request-Id",
                        "X-Correlation-Id",
                        "NHSD-Target-Identifier",
                        "NHSD-End-User-Organisation",
                        "NHSD-Requesting-Software",
                        "NHSD-Requesting-Practitioner",
                        "Accept");
    }

    @Test
    void putsTheAppointmentWithItsContext() {
        byte[] body = utf8("{\"resourceType\":\"Appointment\"}");

        Call call = calls.putAppointment(FAR_SIDE, CANCELLATION, body, "W/\"3\"");

        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.path()).isEqualTo("Appointment/" + Given.APPOINTMENT_ID);
        assertThat(call.body()).isEqualTo(body);
        assertThat(call.isWrite()).isTrue();
        assertThat(call.headers())
                .containsEntry("use-context", "a1t1|cancelled|booking-request|update")
                .containsEntry("Accept", "application/fhir+json; version=1.2.0")
                .containsEntry("Content-Type", "application/fhir+json; version=1.2.0")
                .containsEntry("If-Match", "W/\"3\"");
    }

    @Test
    void keepsTheRequestIdOfAWriteOnly() {
        Call put = calls.putAppointment(FAR_SIDE, CANCELLATION, utf8("{}"), null);
        Call again = calls.putAppointment(FAR_SIDE, CANCELLATION, utf8("{}"), null);
        Call get = calls.readAppointment(FAR_SIDE, CANCELLATION);

        assertThat(again.headers()).isEqualTo(put.headers());
        assertThat(get.headers().get("X-Request-Id"))
                .isNotEqualTo(
                        calls.readAppointment(FAR_SIDE, CANCELLATION).headers().get("X-Request-Id"));
        for (Call call : List.of(put, get)) {
            assertThat(UUID.fromString(call.headers().get("X-Request-Id"))).isNotNull();
            assertThat(call.headers())
                    .containsEntry(
                            "X-Correlation-Id", CANCELLATION.correlationId().toString());
        }
    }

    @Test
    void namesTheTargetAsCompactJson() throws JsonProcessingException {
        Map<String, String> configured =
                calls.readAppointment(FAR_SIDE, CANCELLATION).headers();
        Map<String, String> asked = calls.readAppointment(
                        FAR_SIDE, Given.cancellation("a1", new TargetService("urn:s", "Zoë")))
                .headers();

        assertThat(decode(configured.get("NHSD-Target-Identifier")))
                .isEqualTo("{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"2000072491\"}");
        assertThat(decode(asked.get("NHSD-Target-Identifier"))).isEqualTo("{\"system\":\"urn:s\",\"value\":\"Zoë\"}");
    }

    @Test
    void saysWhoAsksInThePublishedShapes() throws JsonProcessingException {
        Map<String, String> headers =
                calls.readAppointment(FAR_SIDE, CANCELLATION).headers();

        assertJson(
                headers.get("NHSD-End-User-Organisation"),
                """
                {"resourceType":"Organization",
                 "identifier":[{"value":"A1001","system":"https://fhir.nhs.uk/Id/ods-organization-code"}],
                 "name":"My service provider name"}""");
        assertJson(
                headers.get("NHSD-Requesting-Software"),
                """
                {"resourceType":"Device",
                 "identifier":[{"system":"https://consumersupplier.com/Id/device-identifier","value":"SUPP-APP-1"}],
                 "deviceName":{"name":"Supplier product name","type":"manufacturer-name"},
                 "version":{"value":"1.0.0"}}""");
        assertJson(
                headers.get("NHSD-Requesting-Practitioner"),
                """
                {"resourceType":"PractitionerRole",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/sds-role-profile-id","value":"100334993514"}],
                 "code":[{"coding":[{"system":"http://snomed.info/sct","code":"62247001",
                   "display":"General practitioner"}]}]}""");
    }

    @Test
    void saysOnlyWhatIsKnown() throws JsonProcessingException {
        CallerIdentity some = new CallerIdentity("A1001", null, "SUPP-APP-1", null, null, null, null, null);
        Map<String, String> headers = calls.readAppointment(Given.farSide(null, some, Given.USE_CONTEXT), CANCELLATION)
                .headers();

        assertThat(calls.readAppointment(SILENT, CANCELLATION).headers().keySet())
                .containsExactly("X-Request-Id", "X-Correlation-Id", "Accept");
        assertJson(
                headers.get("NHSD-Requesting-Software"),
                """
                {"resourceType":"Device","identifier":[{"value":"SUPP-APP-1"}]}""");
        assertJson(
                headers.get("NHSD-End-User-Organisation"),
                """
                {"resourceType":"Organization",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A1001"}]}""");
        assertThat(headers).doesNotContainKey("NHSD-Requesting-Practitioner");
    }

    @Test
    void takesASoftwareIdWithAnEmptySystemForOneWithout() throws JsonProcessingException {
        CallerIdentity some = new CallerIdentity(null, null, "|SUPP-APP-1", null, null, null, null, null);

        assertJson(
                calls.readAppointment(Given.farSide(null, some, Given.USE_CONTEXT), CANCELLATION)
                        .headers()
                        .get("NHSD-Requesting-Software"),
                """
                {"resourceType":"Device","identifier":[{"value":"SUPP-APP-1"}]}""");
    }

    @Test
    void takesTheUseCaseFromTheAppointmentFirst() {
        assertThat(useContext(FAR_SIDE, Given.withCategory("a4t2"))).isEqualTo("a4t2|cancelled|booking-request|update");
        assertThat(useContext(SILENT, Given.withCategory("a4t2"))).isEqualTo("a4t2|cancelled|booking-request|update");
        assertThat(useContext(SILENT, CANCELLATION)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "a\r\nX-Evil: 1", "ä"})
    void ignoresAUseCaseThatIsNoCode(String shown) {
        assertThat(useContext(FAR_SIDE, Given.withCategory(shown))).isEqualTo("a1t1|cancelled|booking-request|update");
    }

    @Test
    void searchesAppointmentsByEncodedNhsNumber() {
        Call call = calls.searchAppointments(FAR_SIDE, CANCELLATION, Given.NHS_NUMBER);

        assertThat(call.path())
                .isEqualTo("Appointment?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9693893123");
        assertThat(call.resourceId()).isNull();
        assertThat(call.toString()).doesNotContain("9693893123");
    }

    @Test
    void dealsWithPointers() {
        Call search = calls.searchPointers(FAR_SIDE, CANCELLATION, "DocumentReference?type=x");
        Call next = calls.nextPage(FAR_SIDE, CANCELLATION, "DocumentReference", "?_getpages=1");
        Call read = calls.readPointer(FAR_SIDE, CANCELLATION, "p1");
        Call delete = calls.deletePointer(FAR_SIDE, CANCELLATION, "p1");
        Call update = calls.updatePointer(FAR_SIDE, CANCELLATION, "p1", utf8("{}"), null);

        assertThat(List.of(search, next, read, delete, update))
                .extracting(Call::method)
                .containsExactly("GET", "GET", "GET", "DELETE", "PUT");
        assertThat(List.of(search, next, read, delete, update))
                .extracting(Call::resourceType)
                .containsOnly("DocumentReference");
        assertThat(List.of(search, next, read, delete, update))
                .extracting(Call::resourceId)
                .containsExactly(null, null, "p1", "p1", "p1");
        assertThat(next.url()).isEqualTo("https://provider.example/FHIR/R4?_getpages=1");
        assertThat(delete.headers()).containsKey("use-context").doesNotContainKey("Content-Type");
        assertThat(update.headers()).containsKeys("use-context", "Content-Type").doesNotContainKey("If-Match");
        assertThat(read.headers()).doesNotContainKey("use-context");
        assertThat(calls.readPatient(FAR_SIDE, CANCELLATION, "pat1").path()).isEqualTo("Patient/pat1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../Patient/1", "a/b", "x?y=1", "x#y", "a\r\nb", "a%2Fb", "ä", "a b"})
    void refusesAnIdThatCouldLeadElsewhere(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> calls.readPatient(FAR_SIDE, CANCELLATION, id));
        assertThatIllegalArgumentException().isThrownBy(() -> calls.deletePointer(FAR_SIDE, CANCELLATION, id));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.readAppointment(FAR_SIDE, Given.cancellation(id, null)))
                .withMessage("Not a FHIR id of Appointment");
    }

    @Test
    void refusesASearchOfSomethingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.searchPointers(FAR_SIDE, CANCELLATION, "Patient?identifier=1"));
    }

    @Test
    void refusesWhatWouldStartAnotherHeaderOrLine() {
        String evil = "x\r\nX-Evil: 1";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.putAppointment(FAR_SIDE, CANCELLATION, utf8("{}"), evil))
                .withMessage("If-Match may hold printable ASCII characters only");
        assertThatIllegalArgumentException().isThrownBy(() -> new UseContext(evil, "e", "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UseContext(null, "e|f", "r"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FarSide("provider", "https://x", evil, null, Given.NOBODY, Given.USE_CONTEXT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.searchPointers(FAR_SIDE, CANCELLATION, "DocumentReference?" + evil));
    }

    private String useContext(FarSide farSide, Cancellation cancellation) {
        return calls.deletePointer(farSide, cancellation, "p1").headers().get("use-context");
    }

    private static String decode(String header) {
        return new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
    }

    private static void assertJson(String header, String expected) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(decode(header))).isEqualTo(mapper.readTree(expected));
    }
}
