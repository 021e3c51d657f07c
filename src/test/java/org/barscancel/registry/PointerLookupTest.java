package org.barscancel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.barscancel.cancellation.Candidates;
import org.barscancel.json.Sample;
import org.barscancel.request.NhsNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointerLookupTest {
    private static final NhsNumber PATIENT = new NhsNumber("9990000018");
    private static final Instant START = Instant.parse("2026-10-25T01:30:00Z");
    private static final PointerLookup LOOKUP = lookup("A1001", null);
    private static final String POINTER =
            """
            {"resourceType":"DocumentReference","id":"p1","status":"current",
             "type":{"coding":[{"system":"http://snomed.info/sct","code":"749001000000101"}]},
             "subject":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}},
             "custodian":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A1001"}},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/BaRS-Identifier","value":"a1"}],
             "content":[{"attachment":{"url":"https://provider.example/fhir/Appointment/a1"}}],
             "context":{"period":{"start":"2026-10-25T01:30:00+00:00"}}}""";

    @Test
    void findsTheAppointmentOfAPatientThatStartsThen() {
        assertThat(candidates(POINTER)).isEqualTo(new Candidates(Set.of("a1"), 0, 0));
    }

    /** Half past one comes twice in that night; the offset tells which. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T01:30:00Z,1",
        "2026-10-25T01:30Z,1",
        "2026-10-25T01:30:00.000+00:00,1",
        "2026-10-25T02:30:00+01:00,1",
        "2026-10-25T01:30:00+01:00,0",
        "2026-10-25T01:30:01Z,0",
        "2026-10-25,0",
        "2026-10-25T01:30:00,0",
        "soon,0"
    })
    void comparesInstantsAndNotTheirSpellings(String start, int found) {
        assertThat(candidates(POINTER.replace("2026-10-25T01:30:00+00:00", start))
                        .count())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9990000018~9990000026",
                "749001000000101~736253002",
                "\"current\"~\"superseded\"",
                "\"current\"~\"entered-in-error\"",
                "\"A1001\"~\"X2002\"",
                "\"context\"~\"other\"",
                "DocumentReference~Appointment"
            })
    void passesOverWhatIsNotMeant(String change) {
        String[] parts = change.split("~");

        assertThat(candidates(POINTER.replace(parts[0], parts[1])).count()).isZero();
    }

    @Test
    void countsSeveralPointersToOneAppointmentOnce() {
        assertThat(candidates(POINTER, POINTER.replace("p1", "p2"), POINTER.replace("p1", "p3")))
                .isEqualTo(new Candidates(Set.of("a1"), 0, 0));
    }

    @Test
    void countsEveryAppointmentThatFits() {
        assertThat(candidates(POINTER, POINTER.replace("a1", "a2")).count()).isEqualTo(2);
    }

    @Test
    void takesAPointerThatContradictsItselfForTwo() {
        assertThat(candidates(POINTER.replace("Appointment/a1", "Appointment/a2"))
                        .appointmentIds())
                .containsExactlyInAnyOrder("a1", "a2");
    }

    @Test
    void countsAPointerThatNamesNoAppointment() {
        String unnamed = POINTER.replace("Appointment/a1", "Slot/a1").replace("\"value\":\"a1\"", "\"value\":\"a/1\"");

        assertThat(candidates(unnamed)).isEqualTo(new Candidates(Set.of(), 1, 0));
        assertThat(candidates(unnamed, POINTER).count()).isEqualTo(2);
    }

    @Test
    void takesTheServiceThatIsNamedOnly() {
        PointerLookup ofService = lookup("A1001", new ServiceIdentifier("https://fhir.nhs.uk/Id/dos-service-id", "7"));

        assertThat(ofService.candidates(trees(POINTER), PATIENT, START).count()).isZero();
    }

    @Test
    void takesAnybodysPointersWhereNoCustodianIsNamed() {
        assertThat(lookup(null, null)
                        .candidates(trees(POINTER.replace("A1001", "X2002")), PATIENT, START)
                        .count())
                .isOne();
    }

    @Test
    void searchesAsTheRegistryLegDoes() {
        PointerPolicy policy = new PointerPolicy(RegistryAction.DELETE, "A1001", true, null);

        assertThat(new PointerLookup(policy).searchPath(PATIENT))
                .isEqualTo(new PointerRules(policy).searchPath(PATIENT))
                .contains("custodian");
    }

    @Property
    void neverFindsAnAppointmentOfAnotherTimeWhateverItsSpelling(
            @ForAll @IntRange(min = -100_000, max = 100_000) int secondsAway,
            @ForAll @IntRange(min = -18, max = 18) int offset) {
        Instant start = START.plus(Duration.ofSeconds(secondsAway));
        String spelt = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start.atOffset(ZoneOffset.ofHours(offset)));

        assertThat(candidates(POINTER.replace("2026-10-25T01:30:00+00:00", spelt))
                        .count())
                .isEqualTo(secondsAway == 0 ? 1 : 0);
    }

    private static PointerLookup lookup(String custodian, ServiceIdentifier service) {
        return new PointerLookup(new PointerPolicy(RegistryAction.DELETE, custodian, false, service));
    }

    private static Candidates candidates(String... pointers) {
        return LOOKUP.candidates(trees(pointers), PATIENT, START);
    }

    private static List<JsonNode> trees(String... resources) {
        return Stream.of(resources).map(Sample::tree).toList();
    }
}
