package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.cancellation.Candidates;
import org.barscancel.json.Sample;
import org.barscancel.request.BookingNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppointmentLookupTest {
    private static final Instant START = Instant.parse("2026-12-01T09:30:00Z");
    private static final BookingNumber NUMBER = new BookingNumber("https://pas.example/Id/booking", "B-17");
    private static final String HERS = Given.actor(Given.PATIENT);
    private static final String ANOTHERS = Given.actor(Given.OTHER_PATIENT);
    private static final String HIDDEN = Given.reference("urn:uuid:f2a0");

    @Test
    void findsTheAppointmentOfAPatientThatStartsThen() {
        assertThat(startingAt(appointment("a1", HERS), at("10:30", appointment("a2", HERS))))
                .isEqualTo(found("a1"));
    }

    @ParameterizedTest
    @CsvSource({"09:30:00Z,1", "10:30:00.0+01:00,1", "09:30Z,1", "09:30:00+01:00,0", "09:30:00,0"})
    void comparesInstantsAndNotTheirSpellings(String time, int found) {
        assertThat(startingAt(appointment("a1", HERS).replace("09:30:00+00:00", time))
                        .count())
                .isEqualTo(found);
    }

    /** Of a cancelled booking and a new one in its place, the request may mean either. */
    @Test
    void countsAppointmentsOfAnyStatus() {
        assertThat(startingAt(appointment("a1", HERS), appointment("a2", HERS).replace("booked", "cancelled"))
                        .count())
                .isEqualTo(2);
        assertThat(startingAt(appointment("a2", HERS).replace("booked", "cancelled")))
                .isEqualTo(found("a2"));
    }

    @Test
    void countsAnAppointmentThatComesTwiceOnce() {
        assertThat(startingAt(appointment("a1", HERS), appointment("a1", HERS))).isEqualTo(found("a1"));
    }

    @Test
    void passesOverAnotherPatientsAppointment() {
        assertThat(startingAt(appointment("a1", ANOTHERS))).isEqualTo(found());
        assertThat(startingAt(appointment("a1", ANOTHERS), appointment("a2", HERS)))
                .isEqualTo(found("a2"));
    }

    @Test
    void trustsTheSearchForAPatientWhoIsHidden() {
        assertThat(startingAt(appointment("a1", HIDDEN))).isEqualTo(found("a1"));
    }

    @Test
    void doesNotTrustASearchThatShowsOthersToo() {
        assertThat(startingAt(appointment("a1", HIDDEN), at("12:00", appointment("a2", ANOTHERS))))
                .isEqualTo(new Candidates(Set.of(), 0, 1));
        assertThat(startingAt(
                        appointment("a1", Given.reference("Patient/p1")),
                        at("12:00", appointment("a2", Given.reference("Patient/p2")))))
                .isEqualTo(new Candidates(Set.of(), 0, 1));
    }

    @Test
    void countsAnAppointmentWithoutAnIdThatCouldBeUsed() {
        assertThat(startingAt(appointment("a/1", HERS))).isEqualTo(new Candidates(Set.of(), 1, 0));
    }

    @Test
    void findsTheAppointmentOfABookingNumber() {
        assertThat(numbered(null, number("a1", "B-17"), number("a2", "B-18"), appointment("a3", HERS)))
                .isEqualTo(found("a1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://pas.example/id/booking", "http://pas.example/Id/booking/"})
    void knowsTheSystemInItsOtherSpellings(String system) {
        assertThat(numbered(null, number("a1", "B-17").replace(NUMBER.system(), system)))
                .isEqualTo(found("a1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b-17", "B-170", "-17", "B-17,B-18"})
    void takesNoOtherNumber(String value) {
        assertThat(numbered(null, number("a1", value)).count()).isZero();
    }

    @Test
    void takesNoNumberOfAnotherSystemOrOneThatIsNoLongerValid() {
        String appointment = number("a1", "B-17");

        assertThat(numbered(null, appointment.replace("pas.example", "other.example"))
                        .count())
                .isZero();
        assertThat(numbered(null, appointment.replace("{\"system\"", "{\"use\":\"old\",\"system\""))
                        .count())
                .isZero();
    }

    @Test
    void tellsAppointmentsOfOneNumberApartByTheirStart() {
        String moved = at("12:00", number("a2", "B-17"));

        assertThat(numbered(START, number("a1", "B-17"), moved)).isEqualTo(found("a1"));
        assertThat(numbered(null, number("a1", "B-17"), moved).count()).isEqualTo(2);
        assertThat(numbered(START, moved, at("13:00", number("a3", "B-17"))).count())
                .isEqualTo(2);
    }

    /** Its start is judged when it is read: then it is told that it starts at another time. */
    @Test
    void takesTheOnlyAppointmentOfANumberWheneverItStarts() {
        assertThat(numbered(START, at("12:00", number("a2", "B-17")))).isEqualTo(found("a2"));
    }

    @Property
    void theOrderOfTheResultsDoesNotMatter(@ForAll("results") List<String> results) {
        List<String> backwards = Stream.iterate(results.size() - 1, i -> i >= 0, i -> i - 1)
                .map(results::get)
                .toList();

        assertThat(startingAt(backwards.toArray(String[]::new))).isEqualTo(startingAt(results.toArray(String[]::new)));
    }

    @Property
    void whoseAppointmentIsAnothersIsNeverFound(@ForAll("results") List<String> results) {
        Candidates candidates = startingAt(results.toArray(String[]::new));

        results.stream()
                .filter(result -> result.contains(Given.OTHER_PATIENT.value()))
                .map(result -> Sample.tree(result).path("id").textValue())
                .filter(id -> results.stream()
                        .filter(result -> result.contains("\"id\":\"" + id + "\""))
                        .allMatch(result -> result.contains(Given.OTHER_PATIENT.value())))
                .forEach(id -> assertThat(candidates.appointmentIds()).doesNotContain(id));
    }

    @Provide
    Arbitrary<List<String>> results() {
        return Combinators.combine(
                        Arbitraries.of("a1", "a2", "a3"),
                        Arbitraries.of(HERS, ANOTHERS, HIDDEN),
                        Arbitraries.of("09:30", "12:00"))
                .as((id, actor, time) -> at(time, appointment(id, actor)))
                .list()
                .ofMaxSize(6);
    }

    private static Candidates found(String... ids) {
        return new Candidates(Set.of(ids), 0, 0);
    }

    private static Candidates startingAt(String... appointments) {
        return AppointmentLookup.startingAt(trees(appointments), Given.PATIENT, START);
    }

    private static Candidates numbered(Instant start, String... appointments) {
        return AppointmentLookup.numbered(trees(appointments), NUMBER, start);
    }

    private static String appointment(String id, String actor) {
        return "{\"resourceType\":\"Appointment\",\"id\":\"" + id
                + "\",\"status\":\"booked\",\"start\":\"2026-12-01T09:30:00+00:00\"," + Given.participants(actor) + "}";
    }

    private static String at(String time, String appointment) {
        return appointment.replace("T09:30", "T" + time);
    }

    private static String number(String id, String value) {
        return appointment(id, HERS)
                .replace(
                        "\"status\"",
                        "\"identifier\":[{\"system\":\"" + NUMBER.system() + "\",\"value\":\"" + value
                                + "\"}],\"status\"");
    }

    private static List<JsonNode> trees(String... resources) {
        return Stream.of(resources).map(Sample::tree).toList();
    }
}
