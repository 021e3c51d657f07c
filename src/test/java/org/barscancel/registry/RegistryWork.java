package org.barscancel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.barscancel.json.Sample;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;

/** What this room does for each pointer, to be measured. */
public final class RegistryWork {
    private static final byte[] POINTER = Sample.bytes("/examples/document_reference/PUT-body.json");
    private static final String ID = Sample.tree(POINTER).path("id").asText();
    private static final String APPOINTMENT = "GL0-DZOqD39";
    private static final NhsNumber PATIENT = new NhsNumber("9693893123");
    private static final List<JsonNode> FOUND = StreamSupport.stream(
                    Sample.tree(Sample.bytes("/examples/document_reference/search-bundle.json"))
                            .path("entry")
                            .spliterator(),
                    false)
            .map(entry -> entry.path("resource"))
            .toList();
    private static final PointerRules RULES =
            new PointerRules(new PointerPolicy(RegistryAction.UPDATE, "RGT", false, null));

    private RegistryWork() {}

    /** Finds an appointment's pointers among those of the published search. */
    public static List<String> match() {
        return RULES.matches(FOUND, APPOINTMENT, PATIENT);
    }

    /** Reads the published pointer, and writes the body that gives it its final status. */
    public static PointerDecision.Update edit() {
        return (PointerDecision.Update) RULES.check(POINTER, ID, APPOINTMENT, PATIENT, TargetStatus.CANCELLED);
    }
}
