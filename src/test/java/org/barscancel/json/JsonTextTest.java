package org.barscancel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void dropsAByteOrderMark() {
        JsonReading reading = read("\uFEFF{\"a\":1}");

        assertThat(reading).isInstanceOf(JsonText.class);
        assertThat(((JsonText) reading).edit().toBytes()).asString().isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "UTF-32LE"})
    void refusesOtherEncodings(String charset) {
        assertThat(JsonText.read("{\"a\":\"é\"}".getBytes(Charset.forName(charset))))
                .isInstanceOf(JsonReading.NotJson.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(JsonText.read("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new JsonReading.NotJson("is not UTF-8 text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"b\":[{\"a\":1,\"a\":1}]}"})
    void refusesAMemberNamedTwice(String text) {
        assertThat(read(text)).isInstanceOf(JsonReading.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " \n", "[]", "1", "\"a\"", "null", "{", "{\"a\":1}}", "{\"a\":1} {}", "{\"a\":01}", "{'a':1}"
            })
    void refusesWhatIsNotOneObject(String text) {
        assertThat(read(text)).isInstanceOf(JsonReading.NotJson.class);
    }

    @Test
    void neverRepeatsWhatItRefuses() {
        JsonReading reading = read("<html>9990000018</html>");

        assertThat(reading.toString()).contains("not well-formed").doesNotContain("9990000018", "html");
    }

    @Test
    void refusesMoreThanTwoHundredLevels() {
        assertThat(read(nested(200))).isInstanceOf(JsonText.class);
        assertThat(read(nested(201)))
                .isEqualTo(new JsonReading.NotJson("is nested too deep or holds too long a number"));
    }

    @Test
    void acceptsLongNumbers() {
        assertThat(read("{\"a\":" + "1".repeat(5_000) + "}")).isInstanceOf(JsonText.class);
    }

    @Test
    void hidesItsContent() {
        assertThat(read("{\"a\":\"9990000018\"}")).hasToString("JsonText");
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    private static JsonReading read(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
