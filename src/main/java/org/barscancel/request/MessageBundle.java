package org.barscancel.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR Bundle as JSON, and what its resources refer to.
 *
 * @param bundle the Bundle
 */
record MessageBundle(JsonNode bundle) {
    private static final Pattern SCHEME = Pattern.compile("^https?://");

    /** Without its content (R23). */
    @Override
    public String toString() {
        return "MessageBundle";
    }

    boolean isMessage() {
        return "Bundle".equals(text(bundle, "resourceType")) && "message".equals(text(bundle, "type"));
    }

    /** The first resource, which is the header of a message. */
    JsonNode header() {
        JsonNode first = bundle.path("entry").path(0).path("resource");
        return isA(first, "MessageHeader") ? first : MissingNode.getInstance();
    }

    /** The resources of a type. */
    List<JsonNode> resources(String type) {
        return entries()
                .map(entry -> entry.path("resource"))
                .filter(resource -> isA(resource, type))
                .toList();
    }

    /** What a reference of a resource leads to; missing when it is not in this message. */
    JsonNode resolve(JsonNode from, String reference) {
        if (reference.startsWith("#")) {
            return elements(from.path("contained"))
                    .filter(contained -> reference.substring(1).equals(text(contained, "id")))
                    .findFirst()
                    .orElse(MissingNode.getInstance());
        }
        return entries()
                .filter(entry -> answersTo(entry, reference))
                .map(entry -> entry.path("resource"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The values of a resource's identifiers of a system; its letter case and scheme vary in the wild. */
    static Stream<String> identifiers(JsonNode identifiers, String system) {
        Stream<JsonNode> all = identifiers.isArray() ? elements(identifiers) : Stream.of(identifiers);
        return all.filter(identifier -> sameSystem(text(identifier, "system"), system))
                .map(identifier -> text(identifier, "value"))
                .filter(value -> !value.isBlank());
    }

    static boolean sameSystem(String one, String other) {
        return one.equals(other) || plain(one).equals(plain(other));
    }

    static boolean isA(JsonNode resource, String type) {
        return type.equals(text(resource, "resourceType"));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }

    /** The text of a field, or nothing. */
    static String text(JsonNode object, String field) {
        @Nullable String text = object.path(field).textValue();
        return text == null ? "" : text;
    }

    private Stream<JsonNode> entries() {
        return elements(bundle.path("entry"));
    }

    private static boolean answersTo(JsonNode entry, String reference) {
        String address = text(entry, "fullUrl");
        JsonNode resource = entry.path("resource");
        String own = text(resource, "resourceType") + "/" + text(resource, "id");
        return !reference.isEmpty()
                && (reference.equals(address) || reference.equals(own) || address.endsWith("/" + reference));
    }

    private static String plain(String system) {
        return SCHEME.matcher(system.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
