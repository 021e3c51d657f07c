package example.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clinic's own interface: its paths and its answers are none of the bundle's. */
@RestController
@RequestMapping("/appointments/{id}/cancellation")
class AppointmentsApi {
    private final ProducerTemplate camel;
    private final Outcomes outcomes;
    private final ObjectMapper json;

    AppointmentsApi(ProducerTemplate camel, Outcomes outcomes, ObjectMapper json) {
        this.camel = camel;
        this.outcomes = outcomes;
        this.json = json;
    }

    record Wish(String nhsNumber) {}

    /** The call comes back when the request is on the bundle's queue, which survives a crash. */
    @PostMapping
    ResponseEntity<Void> cancel(@PathVariable("id") String id, @RequestBody Wish wish) {
        camel.sendBody(
                "direct:cancel",
                json.createObjectNode()
                        .put("appointmentId", id)
                        .put("nhsNumber", wish.nhsNumber())
                        .toString());
        return ResponseEntity.accepted().build();
    }

    @GetMapping
    ResponseEntity<Map<String, String>> ended(@PathVariable("id") String id) {
        JsonNode result = outcomes.of(id);
        return result == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok(Map.of("ended", result.path("outcome").asText()));
    }
}
