package org.barscancel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEditTest {
    @Test
    void replacesAValueWhereverItStands() {
        String edited = edit(
                "{ \"a\" : 1E+2 , \"b\":{\"a\":[1 ],\"c\" : -0.0 } }",
                edit -> edit.replace(IntNode.valueOf(7), "b", "c"));

        assertThat(edited).isEqualTo("{ \"a\" : 1E+2 , \"b\":{\"a\":[1 ],\"c\" : 7 } }");
    }

    @Test
    void knowsANameWrittenWithEscapes() {
        String edited = edit("{\"st\\u0061tus\":\"b\\\"x\"}", edit -> edit.replace(TextNode.valueOf("y"), "status"));

        assertThat(edited).isEqualTo("{\"st\\u0061tus\":\"y\"}");
    }

    @Test
    void refusesToReplaceWhatIsNotThere() {
        assertThatThrownBy(() -> edit("{\"a\":1}", edit -> edit.replace(IntNode.valueOf(7), "b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"a\":1 }~{\"a\":7 }",
                "{\"b\":1 }~{\"b\":1,\"a\":7 }",
                "{ }~{\"a\":7 }",
                "{\"b\":\"x\"}~{\"b\":\"x\",\"a\":7}"
            })
    void setsAMemberThatIsThereOrNot(String before, String after) {
        assertThat(edit(before, edit -> edit.set(IntNode.valueOf(7), "a"))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"a\":[1 ] }~{\"a\":[1,7 ] }",
                "{\"a\":[ ]}~{\"a\":[7 ]}",
                "{\"a\":[\"x\" , {}]}~{\"a\":[\"x\" , {},7]}"
            })
    void appendsToAnArray(String before, String after) {
        assertThat(edit(before, edit -> edit.append(IntNode.valueOf(7), "a"))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"a\":1, \"b\":2}~{\"b\":2}",
                "{\"b\":2 , \"a\":{\"a\":1} }~{\"b\":2 }",
                "{\"b\":2 ,\"a\":1, \"c\":3}~{\"b\":2, \"c\":3}",
                "{ \"a\":1 }~{  }",
                "{\"b\":{\"a\":1}}~{\"b\":{\"a\":1}}"
            })
    void removesAMemberWithItsComma(String before, String after) {
        assertThat(edit(before, edit -> edit.remove("a"))).isEqualTo(after);
    }

    @Test
    void findsItsPlaceInLongTexts() {
        String filler = "\"f\":\"" + "é\\n".repeat(50_000) + "\"";

        String edited = edit("{" + filler + ",\"a\":\"x\"}", edit -> edit.replace(IntNode.valueOf(7), "a"));

        assertThat(edited).isEqualTo("{" + filler + ",\"a\":7}");
    }

    @Property
    void changesNothingButTheValueItReplaces(@ForAll("oneMemberAmongOthers") List<String> text) {
        String before = text.get(0) + text.get(1) + text.get(2);

        String edited = edit(before, edit -> edit.replace(TextNode.valueOf("new"), "target"));

        assertThat(edited).isEqualTo(text.get(0) + "\"new\"" + text.get(2));
    }

    /** The text before the value of the member "target", the value, and the text behind it. */
    @Provide
    Arbitrary<List<String>> oneMemberAmongOthers() {
        String mark = "\uE000";
        List<String> names = List.of("\"target2\"", "\"t\"", "\"Target\"", "\"status\"", "\"\"");
        Arbitrary<String> target = Arbitraries.of("\"target\"", "\"t\\u0061rget\"")
                .flatMap(name -> JsonTexts.member(name, Arbitraries.just(mark)));
        Arbitrary<String> object = Combinators.combine(
                        JsonTexts.members(names, JsonTexts.value()),
                        target,
                        Arbitraries.integers().between(0, 4))
                .as((others, member, at) -> {
                    List<String> all = new ArrayList<>(others);
                    all.add(Math.min(at, all.size()), member);
                    return all;
                })
                .flatMap(JsonTexts::object);
        return Combinators.combine(JsonTexts.whitespace(), object, JsonTexts.whitespace(), JsonTexts.value())
                .as((lead, text, trail, value) -> {
                    String whole = lead + text + trail;
                    int at = whole.indexOf(mark);
                    return List.of(whole.substring(0, at), value, whole.substring(at + 1));
                });
    }

    private static String edit(String before, UnaryOperator<JsonEdit> change) {
        JsonText text = (JsonText) JsonText.read(before.getBytes(StandardCharsets.UTF_8));
        return new String(change.apply(text.edit()).toBytes(), StandardCharsets.UTF_8);
    }
}
