package org.barscancel.bars;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.barscancel.bars.SearchPage.Page;
import org.barscancel.bars.SearchPage.Unreadable;

/** Reads the results of a search: a FHIR Bundle of type {@code searchset} (R12). Strict, since deletions follow. */
public final class SearchPages {
    private static final int DEEPEST = 100;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Entries that are no results. */
    private static final Set<String> BESIDES = Set.of("outcome", "include");

    private SearchPages() {}

    /**
     * Reads a page.
     *
     * @param body the body of the answer
     * @param call the search that it answers
     * @param resourceType what was searched
     */
    public static SearchPage read(byte[] body, Call call, String resourceType) {
        JsonNode bundle;
        try {
            bundle = MAPPER.readTree(body);
        } catch (IOException e) {
            return new Unreadable("the search was not answered with JSON");
        }
        if (!"Bundle".equals(bundle.path("resourceType").textValue())
                || !"searchset".equals(bundle.path("type").textValue())) {
            return new Unreadable("the search was not answered with a searchset Bundle");
        }
        List<JsonNode> resources = new ArrayList<>();
        JsonNode entries = bundle.path("entry");
        if (!entries.isArray() && !entries.isMissingNode()) {
            return new Unreadable("the Bundle's entry is not a list");
        }
        for (JsonNode entry : entries) {
            JsonNode resource = entry.path("resource");
            if (isBeside(entry, resource)) {
                continue;
            }
            if (!resourceType.equals(resource.path("resourceType").textValue())) {
                return new Unreadable("the Bundle has an entry that is not of type " + resourceType);
            }
            resources.add(resource);
        }
        NextPage next = NextPage.of(bundle, call);
        return next.problem() != null ? new Unreadable(next.problem()) : new Page(resources, next.path());
    }

    private static boolean isBeside(JsonNode entry, JsonNode resource) {
        String mode = entry.path("search").path("mode").textValue();
        return (mode != null && BESIDES.contains(mode))
                || "OperationOutcome".equals(resource.path("resourceType").textValue());
    }
}
