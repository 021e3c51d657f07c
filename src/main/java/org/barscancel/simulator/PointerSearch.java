package org.barscancel.simulator;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The registry's search (R12): pages of 20, by id; a page's token names the last id before it. */
final class PointerSearch {
    static final int PAGE = 20;

    private static final String SNOMED = "http://snomed.info/sct|";
    private static final String TOKEN = "next-page-token";

    private PointerSearch() {}

    static byte[] answer(ResourceStore pointers, RequestDetails call) {
        String subject = Provider.parameter(call, "subject:identifier")
                .orElseThrow(
                        () -> new RefusalException(Refusal.badRequest("required", "subject:identifier is required.")));
        String type = Provider.parameter(call, "type").orElse(null);
        if (type != null && !type.startsWith(SNOMED)) {
            throw new RefusalException(
                    Refusal.badRequest("value", "type must be of the system http://snomed.info/sct."));
        }
        String custodian = Provider.parameter(call, "custodian:identifier").orElse(null);
        String after =
                Provider.parameter(call, TOKEN).map(PointerSearch::decode).orElse("");

        List<Stored> all = pointers.search(List.of(subject)).stream()
                .filter(pointer -> type == null || hasType(pointer.tree(), type))
                .filter(pointer -> custodian == null || custodian.equals(custodian(pointer.tree())))
                .toList();
        List<Stored> rest = all.stream()
                .filter(pointer -> pointer.id().compareTo(after) > 0)
                .toList();
        List<Stored> page = rest.subList(0, Math.min(PAGE, rest.size()));
        String token = rest.size() > PAGE ? encode(page.get(PAGE - 1).id()) : null;
        return SearchBundle.of(page, all.size(), call.getCompleteUrl(), nextLink(call, token), token);
    }

    private static @Nullable String nextLink(RequestDetails call, @Nullable String token) {
        if (token == null) {
            return null;
        }
        String others = call.getParameters().entrySet().stream()
                .filter(parameter -> !TOKEN.equals(parameter.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> urlEncoded(parameter.getKey()) + "="
                        + urlEncoded(parameter.getValue()[0]))
                .collect(Collectors.joining("&"));
        return call.getFhirServerBase() + "/DocumentReference?" + others + "&" + TOKEN + "=" + urlEncoded(token);
    }

    private static boolean hasType(JsonNode pointer, String type) {
        return StreamSupport.stream(pointer.path("type").path("coding").spliterator(), false)
                .anyMatch(coding -> type.equals(SearchKeys.token(coding, "code")));
    }

    private static String custodian(JsonNode pointer) {
        return SearchKeys.token(pointer.path("custodian").path("identifier"), "value");
    }

    private static String encode(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            throw new RefusalException(Refusal.badRequest("value", TOKEN + " is not known."));
        }
    }

    private static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
