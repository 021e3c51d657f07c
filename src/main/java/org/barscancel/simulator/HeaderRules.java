package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What BaRS asks of the headers of every call (R18, R19). */
final class HeaderRules {
    private static final List<String> IDS = List.of("X-Request-Id", "X-Correlation-Id");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Set<String> PROVIDER_TYPES = Set.of("Appointment", "Patient");
    private static final Pattern VERSION = Pattern.compile("version=\"?(\\d{1,4})\\.(\\d{1,4})\\.\\d{1,4}\"?");

    private HeaderRules() {}

    /** The first rule the call breaks. */
    static Optional<Refusal> broken(RecordedCall call) {
        for (String name : IDS) {
            if (call.header(name).filter(id -> UUID_TEXT.matcher(id).matches()).isEmpty()) {
                return Optional.of(Refusal.badRequest("invalid", name + " must be a UUID."));
            }
        }
        Map<String, Predicate<JsonNode>> described = Map.of(
                "NHSD-End-User-Organisation", node -> hasType(node, "Organization"),
                "NHSD-Requesting-Software", node -> hasType(node, "Device"),
                "NHSD-Target-Identifier", HeaderRules::isIdentifier);
        for (String name : described.keySet().stream().sorted().toList()) {
            boolean needed = !"NHSD-Target-Identifier".equals(name) || PROVIDER_TYPES.contains(call.resourceType());
            if (needed && !decoded(call, name).filter(described.get(name)).isPresent()) {
                return Optional.of(Refusal.badRequest("invalid", name + " must be Base64 of the published JSON."));
            }
        }
        if (!acceptsCore(call)) {
            return Optional.of(Refusal.notAcceptable());
        }
        if (call.isWrite()
                && call.header("use-context").filter(HeaderRules::isUseContext).isEmpty()) {
            return Optional.of(Refusal.badRequest("required", "use-context must be four values parted by |."));
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> decoded(RecordedCall call, String name) {
        return call.header(name).flatMap(value -> {
            try {
                byte[] json = Base64.getDecoder().decode(value.strip());
                return Optional.of(Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException | JsonProcessingException notBase64Json) {
                return Optional.empty();
            }
        });
    }

    private static boolean hasType(JsonNode node, String type) {
        return type.equals(node.path("resourceType").asText());
    }

    private static boolean isIdentifier(JsonNode node) {
        return !node.path("system").asText().isBlank()
                && !node.path("value").asText().isBlank();
    }

    private static boolean acceptsCore(RecordedCall call) {
        return call.headers().getOrDefault("accept", List.of()).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(range -> range.strip().toLowerCase(Locale.ROOT))
                .anyMatch(range -> range.startsWith("application/fhir+json") && isNewEnough(range));
    }

    private static boolean isNewEnough(String range) {
        Matcher version = VERSION.matcher(range);
        if (!version.find()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 1 || (major == 1 && Integer.parseInt(version.group(2)) >= 1);
    }

    private static boolean isUseContext(String value) {
        String[] parts = value.split("\\|", -1);
        return parts.length == 4 && List.of(parts).stream().noneMatch(String::isBlank);
    }
}
