package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system that does not know the appointments' ids sees of the program, as CSV and as HL7 v2. */
class SoughtAppointmentsTest {
    private static final int APPOINTMENTS = 6;
    private static final String MSH = "MSH|^~\\&|PAS|RXX|TIE|BARS|20261122115900||SIU^S15|%s|P|2.4\r";
    private static final String SCH = "SCH||%s|||||||||^^^209912010930\r";
    private static final String PID = "PID|1||%s^^^NHS^NH\r";

    @TempDir
    static Path home;

    private static WholeProgram program;

    private Simulator farSides;

    @BeforeAll
    static void start() {
        program = new WholeProgram(
                home,
                "--bars.resolve.patient-and-start=registry",
                "--bars.resolve.booking-number=identifier",
                "--bars.resolve.booking-number-system=https://pas.example/Id/booking",
                "--bars.hl7.feeds.by-start.check-start=true",
                "--bars.hl7.feeds.by-number.booking-number=SCH-2");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /** The pointers say when the appointments start, and the appointments what their numbers are. */
    @BeforeEach
    void seed() throws IOException {
        farSides = program.farSides(APPOINTMENTS);
        for (int i = 0; i < APPOINTMENTS; i++) {
            farSides.seed(
                    farSides.resource("DocumentReference", "pointer-" + i)
                            .orElseThrow()
                            .replace(
                                    "\"status\": \"current\"",
                                    "\"status\": \"current\", \"context\": {\"period\": {\"start\": \"2099-12-01T09:30:00Z\"}}"));
            farSides.seed(farSides.resource("Appointment", "appointment-" + i)
                    .orElseThrow()
                    .replace(
                            "\"status\": \"booked\"",
                            "\"identifier\": [{\"system\": \"https://pas.example/Id/booking\", \"value\": \"B-" + i
                                    + "\"}], \"status\": \"booked\""));
        }
    }

    @Test
    void aCsvFileNamesEachAppointmentInItsOwnWayAndLearnsItsId() throws IOException {
        Path result = program.drop(
                "clinic.csv",
                "nhsNumber,start,bookingNumberValue,requestId\n"
                        + patient(0) + ",2099-12-01T10:30:00+01:00,,c-0\n"
                        + ",,B-1,c-1\n"
                        + patient(2) + ",2099-12-01T09:31:00Z,,c-2\n"
                        + patient(2) + ",,,c-3\n");
        Path csv = result.resolveSibling("clinic.csv.result.csv");
        await("results").atMost(Duration.ofMinutes(1)).until(() -> Files.exists(csv));

        List<String> rows = Files.readAllLines(csv);
        assertThat(rows.get(0))
                .isEqualTo("start,bookingNumberValue,requestId,row,outcome,registry,problem,message,cancellationId,"
                        + "appointmentId");
        assertThat(rows.get(1)).contains(",c-0,1,done,removed,").endsWith(",appointment-0");
        assertThat(rows.get(2)).contains(",B-1,c-1,2,done,removed,").endsWith(",appointment-1");
        assertThat(rows.get(3)).contains(",c-2,3,rejected,skipped,not-found,").endsWith(",");
        assertThat(rows.get(4)).contains(",c-3,4,rejected,skipped,invalid-field,");
        assertThat(String.join("\n", rows)).doesNotContain(patient(0), patient(2));
        assertThat(status(0)).isEqualTo("cancelled");
        assertThat(status(1)).isEqualTo("cancelled");
        assertThat(status(2)).isEqualTo("booked");
    }

    @Test
    void anHl7FeedWithoutAPlaceOfTheIdGoesByPatientAndStart() throws IOException {
        JsonNode result =
                program.ask(MSH.formatted("S-1") + SCH.formatted("x") + PID.formatted(patient(3)), "by-start");

        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("appointmentId").asText()).isEqualTo("appointment-3");
        assertThat(result.path("attempts").path("provider").asInt()).isOne();
        assertThat(status(3)).isEqualTo("cancelled");
        assertThat(farSides.pointers()).doesNotContain("pointer-3");
    }

    @Test
    void anHl7FeedThatKnowsItsBookingNumberGoesByThat() throws IOException {
        JsonNode result =
                program.ask(MSH.formatted("N-1") + SCH.formatted("B-4") + PID.formatted(patient(4)), "by-number");
        JsonNode others =
                program.ask(MSH.formatted("N-2") + SCH.formatted("B-5") + PID.formatted(patient(4)), "by-number");

        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("appointmentId").asText()).isEqualTo("appointment-4");
        assertThat(others.at("/problem/code").asText()).isEqualTo("patient-mismatch");
        assertThat(status(5)).isEqualTo("booked");
    }

    private String status(int number) {
        return farSides.appointment("appointment-" + number).orElseThrow().status();
    }

    private String patient(int number) {
        String text = farSides.resource("Appointment", "appointment-" + number).orElseThrow();
        int at = text.indexOf("999", text.indexOf("nhs-number"));
        return text.substring(at, at + 10);
    }
}
