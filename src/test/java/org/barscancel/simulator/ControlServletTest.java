package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlServletTest {
    private static final String APPOINTMENT =
            "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\",\"participant\":[]}";

    private static SimulatorHost host;

    @BeforeAll
    static void start() {
        host = SimulatorHost.start();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void reset() {
        host.simulator().reset();
    }

    @Test
    void isFilledFromOutside() {
        assertThat(call("POST", "/seed", "[" + APPOINTMENT + "]").body()).isEqualTo("{\"seeded\":1}");
        assertThat(call("GET", "/appointments", "").body())
                .isEqualTo("[{\"id\":\"a1\",\"status\":\"booked\",\"version\":1}]");
        assertThat(call("GET", "/pointers", "").body()).isEqualTo("[]");
    }

    @Test
    void refusesASeedAsAWhole() {
        HttpResponse<String> answer =
                call("POST", "/seed", "[" + APPOINTMENT + ",{\"resourceType\":\"Slot\",\"id\":\"s1\"}]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Appointment, DocumentReference, Patient");
        assertThat(host.simulator().appointments()).isEmpty();
        assertThat(call("POST", "/seed", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void showsTheCallsAndForgetsThem() throws JsonProcessingException {
        host.simulator().seed(APPOINTMENT);
        BarsCaller caller = new BarsCaller(host.baseUrl() + "/");
        caller.get("Appointment/a1");
        caller.put("Appointment/a1", "körper");

        JsonNode record = Json.MAPPER.readTree(call("GET", "/record", "").body());

        assertThat(record).hasSize(2);
        assertThat(record.path(0).path("method").asText()).isEqualTo("GET");
        assertThat(record.path(0).path("path").asText()).isEqualTo("Appointment/a1");
        assertThat(record.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(record.path(1).path("body").asText()).isEqualTo("körper");
        assertThat(record.path(1).path("status").asInt()).isEqualTo(400);
        assertThat(record.path(1).path("headers").path("use-context").path(0).asText())
                .isEqualTo("a1t1|cancelled|booking-request|update");

        assertThat(call("DELETE", "/record", "").statusCode()).isEqualTo(204);
        assertThat(call("GET", "/record", "").body()).isEqualTo("[]");
    }

    @Test
    void takesFaultsAndTellsHowOftenTheyHappened() throws JsonProcessingException {
        String fault = "{\"name\": \"down\", \"match\": {\"method\": \"GET\"}, \"then\": {\"status\": 503}}";
        assertThat(call("POST", "/faults", fault).statusCode()).isEqualTo(200);
        BarsCaller caller = new BarsCaller(host.baseUrl() + "/");
        caller.get("Appointment/a1");
        caller.put("Appointment/a1", "{}");

        JsonNode listed = Json.MAPPER.readTree(call("GET", "/faults", "").body());
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("name").asText()).isEqualTo("down");
        assertThat(listed.path(0).path("then").path("status").asInt()).isEqualTo(503);
        assertThat(listed.path(0).path("fitting").asInt()).isEqualTo(1);
        assertThat(listed.path(0).path("happened").asInt()).isEqualTo(1);

        JsonNode record = Json.MAPPER.readTree(call("GET", "/record", "").body());
        assertThat(record.path(0).path("fault").asText()).isEqualTo("down");
        assertThat(record.path(0).path("applied").asBoolean(true)).isFalse();
        assertThat(record.path(1).path("fault").isNull()).isTrue();

        assertThat(call("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        assertThat(call("GET", "/faults", "").body()).isEqualTo("[]");
        assertThat(caller.get("Appointment/a1").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesFaultsAsAWhole() {
        HttpResponse<String> answer =
                call("POST", "/faults", "[{\"then\": {\"status\": 503}}, {\"then\": {\"stauts\": 503}}]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Fault 2: 'then.stauts' is not known");
        assertThat(call("GET", "/faults", "").body()).isEqualTo("[]");
    }

    @Test
    void knowsItsMethods() {
        assertThat(call("GET", "/seed", "").statusCode()).isEqualTo(405);
        assertThat(call("POST", "/record", "").statusCode()).isEqualTo(405);
        assertThat(call("DELETE", "/pointers", "").statusCode()).isEqualTo(405);
    }

    private static HttpResponse<String> call(String method, String path, String body) {
        return BarsCaller.plain(method, host.controlUrl() + path, body);
    }
}
