package org.barscancel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How FHIR says things in JSON: identifiers, references, ids. Tolerant of spelling, never of another meaning. */
public final class FhirJson {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern SCHEME_OR_TRAILING_SLASH = Pattern.compile("^https?://|/$");
    private static final Pattern QUERY_OR_FRAGMENT = Pattern.compile("[?#].*$", Pattern.DOTALL);

    private FhirJson() {}

    /** Whether a text is a FHIR id that may stand in a path: not {@code .} and not {@code ..}. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }

    /** Whether a resource is of that type. */
    public static boolean isResource(JsonNode resource, String type) {
        return type.equals(resource.path("resourceType").textValue());
    }

    /** A string element, if it is there, is a string and is not blank. */
    public static Optional<String> string(JsonNode element, String name) {
        return Optional.ofNullable(element.path(name).textValue()).filter(value -> !value.isBlank());
    }

    /** The elements of a repeating element, or the element itself where it does not repeat. */
    public static Stream<JsonNode> each(JsonNode element) {
        return element.isArray() ? StreamSupport.stream(element.spliterator(), false) : Stream.of(element);
    }

    /** The values of those identifiers that are of a system and still in use. */
    public static List<String> identifierValues(JsonNode identifiers, String system) {
        return each(identifiers)
                .filter(identifier -> isOfSystem(identifier, system))
                // FHIR: "no longer considered valid", which includes numbers given to the wrong person.
                .filter(identifier -> !"old".equals(string(identifier, "use").orElse("")))
                .flatMap(identifier -> string(identifier, "value").stream())
                .toList();
    }

    /** Whether an Identifier or Coding is of a system. */
    public static boolean isOfSystem(JsonNode element, String system) {
        return string(element, "system")
                .filter(found -> isSameSystem(found, system))
                .isPresent();
    }

    /**
     * Whether two system URIs mean the same. Systems spell them with {@code Id} or {@code id}, {@code http} or
     * {@code https}, with and without a slash at the end (R13).
     */
    public static boolean isSameSystem(String one, String other) {
        return one.equals(other) || plain(one).equals(plain(other));
    }

    private static String plain(String system) {
        return SCHEME_OR_TRAILING_SLASH
                .matcher(system.strip().toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    /**
     * The id in a reference or address that ends in {@code {type}/{id}}, relative or absolute, with or without
     * {@code /_history/{version}}, query and fragment.
     */
    public static Optional<String> idIn(String reference, String type) {
        List<String> path = path(reference);
        return path.size() >= 2 && path.get(path.size() - 2).equals(type)
                ? Optional.of(path.get(path.size() - 1)).filter(FhirJson::isId)
                : Optional.empty();
    }

    /** The type in a reference that ends in {@code {type}/{id}}; empty for {@code urn:} and {@code #} references. */
    public static Optional<String> typeIn(String reference) {
        List<String> path = path(reference);
        return path.size() >= 2 ? Optional.of(path.get(path.size() - 2)) : Optional.empty();
    }

    private static List<String> path(String reference) {
        List<String> path = new ArrayList<>(
                List.of(QUERY_OR_FRAGMENT.matcher(reference).replaceAll("").split("/", -1)));
        int size = path.size();
        if (size >= 2 && path.get(size - 2).equals("_history")) {
            return path.subList(0, size - 2);
        }
        return path;
    }
}
