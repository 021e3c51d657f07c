package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.barscancel.request.NhsNumber;
import org.junit.jupiter.api.Test;

class DemoDataTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:15:30Z"), ZoneOffset.UTC);

    @Test
    void startsFromTomorrowOnButForTheTwoThatArePast() throws JsonProcessingException {
        for (JsonNode resource : Json.MAPPER.readTree(DemoData.resources(CLOCK))) {
            if (!"Appointment".equals(resource.path("resourceType").asText())) {
                continue;
            }
            Instant start =
                    OffsetDateTime.parse(resource.path("start").asText()).toInstant();
            boolean past = Set.of("demo-0010", "demo-0012")
                    .contains(resource.path("id").asText());
            assertThat(start.isBefore(CLOCK.instant())).isEqualTo(past);
            if (!past) {
                assertThat(start).isAfter(Instant.parse("2026-11-24T00:00:00Z"));
            }
        }
    }

    @Test
    void hasOneBookedAppointmentForEachThingToTry() {
        Simulator simulator = new Simulator(SimulatorSettings.strict(), CLOCK);
        simulator.seed(DemoData.resources(CLOCK));

        assertThat(simulator.appointments()).hasSize(DemoData.APPOINTMENTS);
        assertThat(simulator.appointment("demo-0011").orElseThrow().status()).isEqualTo("cancelled");
        assertThat(simulator.appointment("demo-0012").orElseThrow().status()).isEqualTo("fulfilled");
        assertThat(simulator.appointments())
                .filteredOn(state -> "booked".equals(state.status()))
                .hasSize(10);
        assertThat(simulator.pointers())
                .hasSize(38)
                .contains("demo-pointer-0005", "demo-pointer-0005-b")
                .doesNotContain("demo-pointer-0008");
    }

    @Test
    void givesEachPatientAValidNumberOfTheRangeThatIsNeverIssued() {
        Set<String> numbers = new HashSet<>();
        for (int number = 1; number <= DemoData.APPOINTMENTS; number++) {
            String nhsNumber = DemoData.nhsNumber(number);
            assertThat(nhsNumber).startsWith("999");
            assertThat(NhsNumber.parse(nhsNumber)).isPresent();
            numbers.add(nhsNumber);
        }
        assertThat(numbers).hasSize(DemoData.APPOINTMENTS);
    }

    @Test
    void isFhirR4ToTheLetter() throws JsonProcessingException {
        for (JsonNode resource : Json.MAPPER.readTree(DemoData.resources(CLOCK))) {
            FhirContext.forR4Cached()
                    .newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(resource.toString());
        }
    }
}
