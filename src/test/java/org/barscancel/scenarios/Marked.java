package org.barscancel.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.blackbox.Overheard;
import org.barscancel.blackbox.Secrets;
import org.barscancel.request.NhsNumber;

/** What the scenarios tell of their patients, and secrets that the program runs with: none of it may come out (R23). */
final class Marked {
    static final String NHS_NUMBER = "9990000018";
    static final String GIVEN_NAME = "Zwetschgenknoedel";

    private static final Pattern TEN_DIGITS = Pattern.compile("\\b\\d{10}\\b");
    private static final Set<String> PRIVATE = Set.of("family", "given", "description", "comment");

    private Marked() {}

    /** Remembers them all. */
    static void patientsAndSecrets(List<Path> scenarios) {
        Stream.concat(scenarios.stream(), Stream.of(Path.of("src/test/resources/scenario-fixtures")))
                .forEach(Marked::remember);
        secrets().values().forEach(Secrets::text);
    }

    /** Secrets to run with, everything logged, and the management endpoints open to whoever asks. */
    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Overheard.everythingLogged());
        settings.putAll(secrets());
        settings.put("management.endpoints.web.exposure.include", "*");
        settings.put("management.endpoints.access.default", "unrestricted");
        settings.put("management.endpoint.env.show-values", "always");
        settings.put("management.endpoint.configprops.show-values", "always");
        settings.put("bars.ledger.username", "ledger");
        settings.put("bars.callbacks.nobody.url", "http://127.0.0.1:9/results");
        return settings;
    }

    private static Map<String, String> secrets() {
        return Map.of(
                "bars.provider.credentials.api-key.value", "Marillenknoedel-key-1",
                "bars.ledger.password", "Kaiserschmarrn-password-2",
                "bars.ledger.hash-key", "Buchteln-hash-key-of-32-characters",
                "bars.broker.password", "Powidltascherl-password-3",
                "bars.callbacks.nobody.secret", "whsec_R2VybWtub2VkZWwtc2VjcmV0LTQtMDEyMzQ1");
    }

    private static void remember(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                TEN_DIGITS
                        .matcher(text)
                        .results()
                        .map(digits -> digits.group())
                        .filter(digits -> NhsNumber.parse(digits).isPresent())
                        .forEach(Secrets::number);
                if (file.toString().endsWith(".json") && !file.endsWith("expected.json")) {
                    remember(Fixtures.MAPPER.readTree(text));
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static void remember(JsonNode node) {
        node.properties().forEach(field -> {
            if (PRIVATE.contains(field.getKey())) {
                (field.getValue().isArray() ? field.getValue() : List.of(field.getValue()))
                        .forEach(text -> Secrets.text(text.asText()));
            }
            if (field.getKey().equals("reason")) {
                field.getValue().findValuesAsText("text").forEach(Secrets::text);
            }
        });
        node.forEach(Marked::remember);
    }
}
