package org.barscancel.json;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random JSON texts in every spelling JSON allows, with names that invite confusion. */
public final class JsonTexts {
    private static final List<String> NAMES = List.of(
            "\"st\\u0061tus\"",
            "\"meta\"",
            "\"lastUpdated\"",
            "\"_status\"",
            "\"a b\"",
            "\"\"",
            "\"\u00e9\"",
            "\"x\\\"y\"",
            "\"resourceType\"",
            "\"id\"");

    private JsonTexts() {}

    public static Arbitrary<String> whitespace() {
        return Arbitraries.of("", "", " ", "\n", "\t", "\r\n", " \n\t ");
    }

    public static Arbitrary<String> string() {
        return Arbitraries.of(
                        "a",
                        "\\\"",
                        "\\\\",
                        "\\u00e9",
                        "\u00e9",
                        "\uD83D\uDE00",
                        "\\ud83d\\ude00",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\\/",
                        "/",
                        "\\n",
                        "&nbsp;",
                        "status",
                        "\\t",
                        "\u2028",
                        "booked")
                .list()
                .ofMaxSize(6)
                .map(parts -> "\"" + String.join("", parts) + "\"");
    }

    public static Arbitrary<String> value() {
        Arbitrary<String> number = Arbitraries.of("0", "-0.0", "1E+2", "1e-7", "0.10", "12345678901234567890", "-1");
        Arbitrary<String> scalar = Arbitraries.oneOf(number, string(), Arbitraries.of("true", "false", "null"));
        return Arbitraries.recursive(() -> scalar, JsonTexts::wrapped, 0, 3);
    }

    /** An object of the given members, each {@code "name":value}, in their order. */
    public static Arbitrary<String> object(List<String> members) {
        return joined("{", members, "}");
    }

    /** A member with whitespace where JSON allows it. */
    public static Arbitrary<String> member(String name, Arbitrary<String> value) {
        return Combinators.combine(whitespace(), whitespace(), value).as((a, b, text) -> name + a + ":" + b + text);
    }

    public static Arbitrary<List<String>> members(List<String> names, Arbitrary<String> value) {
        return Arbitraries.of(names).set().ofMaxSize(4).flatMap(chosen -> Combinators.combine(
                        chosen.stream().map(name -> member(name, value)).toList())
                .as(members -> members));
    }

    private static Arbitrary<String> wrapped(Arbitrary<String> value) {
        return Arbitraries.oneOf(
                value.list().ofMaxSize(3).flatMap(values -> joined("[", values, "]")),
                members(NAMES, value).flatMap(JsonTexts::object));
    }

    private static Arbitrary<String> joined(String open, List<String> parts, String close) {
        return whitespace().list().ofSize(2 * parts.size() + 1).map(spaces -> {
            String inner = IntStream.range(0, parts.size())
                    .mapToObj(i -> spaces.get(2 * i) + parts.get(i) + spaces.get(2 * i + 1))
                    .collect(Collectors.joining(","));
            return open + inner + spaces.get(2 * parts.size()) + close;
        });
    }
}
