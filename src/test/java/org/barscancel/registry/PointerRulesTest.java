package org.barscancel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.json.Sample;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerDecision.Delete;
import org.barscancel.registry.PointerDecision.NoCustodian;
import org.barscancel.registry.PointerDecision.NoLongerMatching;
import org.barscancel.registry.PointerDecision.NotOurs;
import org.barscancel.registry.PointerDecision.Unreadable;
import org.barscancel.registry.PointerDecision.Update;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointerRulesTest {
    private static final NhsNumber PATIENT = new NhsNumber("9693893123");
    private static final NhsNumber OTHER_PATIENT = new NhsNumber("9990000018");
    private static final String APPOINTMENT = "GL0-DZOqD39";
    private static final String POINTER = "V4T0L-fb40f2f3-97dc-4aca-8c37-ae6a638518b4";
    private static final String PUBLISHED = Sample.text("/examples/document_reference/PUT-body.json");

    private static final PointerRules DELETE = rules(RegistryAction.DELETE, "RGT", null);
    private static final PointerRules UPDATE = rules(RegistryAction.UPDATE, "RGT", null);

    @Test
    void searchesByPatientAndType() {
        assertThat(DELETE.searchPath(PATIENT))
                .isEqualTo(
                        "DocumentReference?subject:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9693893123"
                                + "&type=http%3A%2F%2Fsnomed.info%2Fsct%7C749001000000101");
    }

    @Test
    void searchesByCustodianWhereConfigured() {
        PointerPolicy policy = new PointerPolicy(RegistryAction.DELETE, "RGT", true, null);

        assertThat(new PointerRules(policy).searchPath(PATIENT))
                .endsWith("&custodian:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fods-organization-code%7CRGT");
        assertThat(new PointerRules(new PointerPolicy(RegistryAction.DELETE, " ", true, null)).searchPath(PATIENT))
                .doesNotContain("custodian");
    }

    @Test
    void findsAllThreePointersOfThePublishedSearch() {
        List<JsonNode> found = published("/examples/document_reference/search-bundle.json");

        assertThat(DELETE.matches(found, APPOINTMENT, PATIENT))
                .containsExactly(
                        "V4T0L-3aeb90b0-7ffa-408a-babf-f20b80ce2c27",
                        "V4T0L-9195efef-89f2-4311-95eb-f548b8721f87",
                        "V4T0L-6c36ad92-afda-45a7-9ad2-e49dce496123");
        assertThat(DELETE.matches(found, "GL0-DZOqD3", PATIENT)).isEmpty();
        assertThat(DELETE.matches(found, APPOINTMENT, OTHER_PATIENT)).isEmpty();
    }

    @Test
    void findsNothingInAnEmptySearch() {
        assertThat(DELETE.matches(
                        published("/examples/document_reference/search-bundle-empty.json"), APPOINTMENT, PATIENT))
                .isEmpty();
    }

    @Test
    void namesAPointerThatComesTwiceOnce() {
        assertThat(DELETE.matches(List.of(Sample.tree(PUBLISHED), Sample.tree(PUBLISHED)), APPOINTMENT, PATIENT))
                .containsExactly(POINTER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "https://fhir.nhs.uk/Id/BaRS-Identifier~http://fhir.nhs.uk/id/bars-identifier/",
                "https://fhir.nhs.uk/Id/nhs-number~HTTPS://fhir.nhs.uk/id/NHS-Number",
                "http://snomed.info/sct~https://snomed.info/ict",
                "http://snomed.info/sct~https://snomed.info/sct/",
                "9693893123~969 389 3123",
                // Either of the two names of the appointment is enough.
                "/r4/Appointment/GL0-DZOqD39~/r4/Something/else",
                "Id/BaRS-Identifier~Id/Other-Identifier",
                "\"status\": \"current\"~\"status\": \"superseded\""
            })
    void matchesInEverySpellingSeen(String from, String to) {
        assertThat(match(DELETE, changed(from, to))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://server.fire.ly/r4/Appointment/GL0-DZOqD39/_history/2",
                "Appointment/GL0-DZOqD39",
                "https://server.fire.ly/r4/Appointment/GL0-DZOqD39?_format=json",
                "https://server.fire.ly/r4/Appointment/GL0-DZOqD39#x"
            })
    void matchesByTheEndOfTheAddress(String url) {
        assertThat(match(DELETE, withAddress(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://server.fire.ly/r4/Appointment/GL0-DZOqD39X",
                "https://server.fire.ly/r4/Appointment/XGL0-DZOqD39",
                "https://server.fire.ly/r4/AppointmentX/GL0-DZOqD39",
                "https://server.fire.ly/r4/XAppointment/GL0-DZOqD39",
                "https://server.fire.ly/r4/Appointment/GL0-DZOqD39/more",
                "https://server.fire.ly/r4/Appointment/gl0-dzoqd39",
                "https://server.fire.ly/r4/Slot/GL0-DZOqD39",
                "https://server.fire.ly/r4/?Appointment/GL0-DZOqD39",
                "GL0-DZOqD39"
            })
    void doesNotMatchAnAddressThatOnlyResembles(String url) {
        assertThat(match(DELETE, withAddress(url))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "749001000000101~736253002",
                "http://snomed.info/sct~http://snomed.info/sctx",
                "9693893123~9990000018",
                "9693893123~",
                "https://fhir.nhs.uk/Id/nhs-number~https://fhir.nhs.uk/Id/local-number",
                "\"DocumentReference\"~\"DocumentManifest\"",
                "\"id\"~\"_id\"",
                "V4T0L-fb40f2f3-97dc-4aca-8c37-ae6a638518b4~../Patient/1",
                "V4T0L-fb40f2f3-97dc-4aca-8c37-ae6a638518b4~..",
                "GL0-DZOqD39~GL0-DZOqD3"
            })
    void doesNotMatchWhatIsNotTheAppointmentsOrThePatients(String from, String to) {
        assertThat(match(DELETE, changed(from, to == null ? "" : to))).isFalse();
    }

    @Test
    void matchesOnlyTheConfiguredService() {
        assertThat(match(service("https://fhir.nhs.uk/id/dos-service-id|2000072491"), PUBLISHED))
                .isTrue();
        assertThat(match(service("https://fhir.nhs.uk/Id/dos-service-id|2000072492"), PUBLISHED))
                .isFalse();
        assertThat(match(service("https://fhir.nhs.uk/Id/product-id|2000072491"), PUBLISHED))
                .isFalse();
    }

    @Test
    void updatesOnlyPointersThatAreCurrent() {
        assertThat(match(UPDATE, PUBLISHED)).isTrue();
        assertThat(match(UPDATE, changed("\"status\": \"current\",", ""))).isTrue();
        assertThat(match(UPDATE, changed("\"current\"", "\"superseded\""))).isFalse();
        assertThat(check(UPDATE, changed("\"current\"", "\"entered-in-error\"")))
                .isEqualTo(new NoLongerMatching());
    }

    @Property
    void neverMatchesAPointerOfAnotherPatientOrAppointment(@ForAll("strangers") String pointer) {
        assertThat(match(DELETE, pointer)).isFalse();
        assertThat(check(DELETE, pointer)).isEqualTo(new NoLongerMatching());
    }

    /** Pointers that agree with the asked one in everything but the patient, or but every name of the appointment. */
    @Provide
    Arbitrary<String> strangers() {
        Arbitrary<String> otherPatient = Arbitraries.of("9990000018", "9990000026", "9990000034", "969389312", "");
        Arbitrary<String> otherId = Arbitraries.strings()
                .withChars("GL0-DZOqD39.x/?#_ ")
                .ofMinLength(0)
                .ofMaxLength(14)
                .flatMap(text -> Arbitraries.of(text, APPOINTMENT + text, text + APPOINTMENT))
                // A blank around an address is no part of it.
                .filter(id -> !id.strip().equals(APPOINTMENT)
                        && !id.strip()
                                .split("[?#]", 2)[0]
                                .matches("(.*Appointment/)?" + APPOINTMENT + "(/_history/[^/]*)?"));
        Arbitrary<String> strangeAppointment = Combinators.combine(otherId, Arbitraries.of("BaRS-Identifier", "x"))
                .as((id, system) -> changed(APPOINTMENT, id, "BaRS-Identifier", system));
        return Arbitraries.oneOf(otherPatient.map(number -> changed(PATIENT.value(), number)), strangeAppointment);
    }

    @Test
    void deletesItsOwnPointer() {
        assertThat(check(DELETE, PUBLISHED)).isEqualTo(new Delete());
        assertThat(check(rules(RegistryAction.DELETE, "rgt ", null), PUBLISHED)).isEqualTo(new Delete());
        assertThat(check(DELETE, changed("Id/ods-organization-code", "id/ODS-organization-code")))
                .isEqualTo(new Delete());
    }

    @Test
    void deletesThePublishedSinglePointerThatShowsNoId() {
        String published = Sample.text("/examples/document_reference/GET-by-id.json");

        assertThat(check(DELETE, published)).isEqualTo(new Delete());
        assertThat(check(UPDATE, published)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED, superseded", "ENTERED_IN_ERROR, entered-in-error"})
    void updatesTheStatusAndNothingElse(TargetStatus target, String status) {
        PointerDecision decision = UPDATE.check(bytes(PUBLISHED), POINTER, APPOINTMENT, PATIENT, target);

        assertThat(decision).isInstanceOfSatisfying(Update.class, update -> {
            assertThat(update.body()).asString().isEqualTo(changed("\"current\"", "\"" + status + "\""));
            assertThat(update.ifMatch()).isNull();
            assertThat(update.toString()).doesNotContain("9693893123");
        });
    }

    @Test
    void updatesOnTheVersionThatWasRead() {
        PointerDecision decision = check(UPDATE, changed("\"meta\": {", "\"meta\": { \"versionId\": \"5\","));

        assertThat(decision).isInstanceOfSatisfying(Update.class, update -> assertThat(update.ifMatch())
                .isEqualTo("W/\"5\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"custodian\": {~\"custodian\": { \"display\": \"x\" }, \"other\": {~an unnamed organisation",
                "\"custodian\": {~\"custodian\": null, \"other\": {~an unnamed organisation"
            })
    void leavesAPointerWithoutCustodianAlone(String from, String to, String named) {
        assertThat(check(DELETE, changed(from, to))).isInstanceOfSatisfying(NotOurs.class, notOurs -> assertThat(
                        notOurs.problem().message())
                .contains(named));
    }

    @Test
    void leavesAnotherOrganisationsPointerAlone() {
        PointerDecision decision = check(rules(RegistryAction.DELETE, "X26", null), PUBLISHED);

        assertThat(decision).isInstanceOfSatisfying(NotOurs.class, notOurs -> {
            assertThat(notOurs.problem().code()).isEqualTo(ProblemCode.POINTER_NOT_OURS);
            assertThat(notOurs.problem().message()).contains("RGT", "X26");
        });
    }

    @Test
    void doesNotRepeatACustodianThatIsNoOdsCode() {
        PointerDecision decision =
                check(rules(RegistryAction.DELETE, "X26", null), changed("\"RGT\"", "\"<b>RGT</b>\""));

        assertThat(((NotOurs) decision).problem().message()).doesNotContain("<b>");
    }

    @Test
    void touchesNothingWhileNobodySaysWhoseItIs() {
        PointerDecision decision = check(rules(RegistryAction.DELETE, null, null), PUBLISHED);

        assertThat(decision).isInstanceOfSatisfying(NoCustodian.class, noCustodian -> {
            assertThat(noCustodian.problem().code()).isEqualTo(ProblemCode.CONFIGURATION);
            assertThat(noCustodian.problem().message())
                    .contains("bars.registry.custodian", "bars.organisation.ods-code");
        });
    }

    @Test
    void leavesAPointerThatChangedMeanwhileAlone() {
        assertThat(check(DELETE, changed("9693893123", "9990000018"))).isEqualTo(new NoLongerMatching());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<html>~is not well-formed JSON, or names an element twice",
                "{\"resourceType\":\"OperationOutcome\"}~is not a DocumentReference",
                "{\"resourceType\":\"DocumentReference\",\"id\":\"p2\"}~is another DocumentReference than the one asked for"
            })
    void refusesWhatIsNotThePointerAskedFor(String body, String why) {
        assertThat(check(DELETE, body)).isEqualTo(new Unreadable(why));
    }

    @Test
    void isNotToBeAskedWhenTheRegistryIsSomebodyElses() {
        assertThatThrownBy(() -> check(rules(RegistryAction.NONE, "RGT", null), PUBLISHED))
                .isInstanceOf(IllegalStateException.class);
    }

    private static PointerRules rules(
            RegistryAction action, @Nullable String custodian, @Nullable ServiceIdentifier service) {
        return new PointerRules(new PointerPolicy(action, custodian, false, service));
    }

    private static PointerRules service(String service) {
        return rules(RegistryAction.DELETE, "RGT", ServiceIdentifier.parse(service));
    }

    private static boolean match(PointerRules rules, String pointer) {
        return !rules.matches(List.of(Sample.tree(pointer)), APPOINTMENT, PATIENT)
                .isEmpty();
    }

    private static PointerDecision check(PointerRules rules, String pointer) {
        return rules.check(bytes(pointer), POINTER, APPOINTMENT, PATIENT, TargetStatus.CANCELLED);
    }

    /** The published pointer without our identifier, and with that address of the appointment. */
    private static String withAddress(String url) {
        return changed("BaRS-Identifier", "Other-Identifier", "https://server.fire.ly/r4/Appointment/GL0-DZOqD39", url);
    }

    /** The published pointer with texts exchanged, in pairs. */
    private static String changed(String... pairs) {
        String pointer = PUBLISHED;
        for (int i = 0; i < pairs.length; i += 2) {
            assertThat(pointer).contains(pairs[i]);
            pointer = pointer.replace(pairs[i], pairs[i + 1]);
        }
        return pointer;
    }

    private static List<JsonNode> published(String bundle) {
        List<JsonNode> resources = new ArrayList<>();
        ((ObjectNode) Sample.tree(Sample.bytes(bundle)))
                .path("entry")
                .forEach(entry -> resources.add(entry.path("resource")));
        return resources;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
