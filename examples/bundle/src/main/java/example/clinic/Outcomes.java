package example.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What became of each appointment, as far as it is known. */
@Component
public class Outcomes {
    private final Map<String, JsonNode> byAppointment = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    Outcomes(ObjectMapper json) {
        this.json = json;
    }

    /** Takes a result of the bundle, whose shape stands in docs/contract.md. */
    public void heard(String result) throws IOException {
        JsonNode outcome = json.readTree(result);
        byAppointment.put(outcome.path("appointmentId").asText(), outcome);
    }

    JsonNode of(String appointmentId) {
        return byAppointment.get(appointmentId);
    }
}
