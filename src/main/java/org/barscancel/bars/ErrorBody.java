package org.barscancel.bars;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an error's body says in published codes. Everything else in it is untrusted text and is left there (R23); a body
 * that is no OperationOutcome, or no JSON at all, says nothing.
 *
 * @param outcome whether it is an OperationOutcome at all
 * @param code the first code of {@code …/http-error-codes}
 * @param registryCode the first code of NRL's own
 * @param types every published {@code issue.code}, in lower case
 */
record ErrorBody(boolean outcome, @Nullable ErrorCode code, @Nullable String registryCode, Set<String> types) {
    private static final ErrorBody NOTHING = new ErrorBody(false, null, null, Set.of());

    private static final int DEEPEST = 50;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    /** FHIR R4's issue types, and one misspelling that is published. */
    private static final Set<String> ISSUE_TYPES = Set.copyOf(List.of(
            "invalid",
            "structure",
            "required",
            "value",
            "invariant",
            "security",
            "login",
            "unknown",
            "expired",
            "forbidden",
            "suppressed",
            "processing",
            "not-supported",
            "duplicate",
            "multiple-matches",
            "not-found",
            "deleted",
            "too-long",
            "code-invalid",
            "extension",
            "too-costly",
            "too costly",
            "business-rule",
            "conflict",
            "transient",
            "lock-error",
            "no-store",
            "exception",
            "timeout",
            "incomplete",
            "throttled",
            "informational"));

    private static final String SYSTEM_END = "http-error-codes";

    /** Reads what can be read; never fails. */
    static ErrorBody read(byte[] body) {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (IOException e) {
            return NOTHING;
        }
        if (!"OperationOutcome".equals(text(root.path("resourceType")))) {
            return NOTHING;
        }
        Collector found = new Collector();
        elements(root.path("issue")).forEach(found::issue);
        return new ErrorBody(true, found.code, found.registryCode, found.types);
    }

    /** Whether an issue is of that type. */
    boolean says(String type) {
        return types.contains(type);
    }

    /** The HTTP status that is meant: a known code outranks the status of the answer. */
    int meant(int status) {
        return code == null ? status : code.meant(status);
    }

    /** The codes as a person may see them, after a blank; empty when there are none. */
    String shown() {
        String name = code != null ? code.text() : registryCode;
        String type = types.isEmpty() ? "" : " (" + types.iterator().next() + ")";
        return (name == null ? "" : " " + name) + type;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue().strip() : "";
    }

    private static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of();
    }

    /** Gathers the codes of all issues; of each kind the first one counts. */
    private static final class Collector {
        private @Nullable ErrorCode code;
        private @Nullable String registryCode;
        private final Set<String> types = new LinkedHashSet<>();

        void issue(JsonNode issue) {
            String type = text(issue.path("code")).toLowerCase(Locale.ROOT);
            if (ISSUE_TYPES.contains(type)) {
                types.add(type);
            }
            elements(issue.path("details").path("coding")).forEach(this::coding);
        }

        private void coding(JsonNode coding) {
            String system = text(coding.path("system")).toLowerCase(Locale.ROOT);
            String spelling = text(coding.path("code"));
            Optional<ErrorCode> published = ErrorCode.of(spelling);
            boolean ours = system.isEmpty() || system.endsWith(SYSTEM_END);
            if (code == null && ours && published.isPresent()) {
                code = published.get();
            }
            if (registryCode == null) {
                registryCode = ErrorCode.ofTheRegistry(spelling).orElse(null);
            }
        }
    }
}
