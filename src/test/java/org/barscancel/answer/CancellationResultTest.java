package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.barscancel.cancellation.Source;
import org.junit.jupiter.api.Test;

/** The published form of a result, field by field, against files written by hand. */
class CancellationResultTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @Test
    void writesAResultThatEndedWell() throws IOException {
        assertThat(json(Results.done(12))).isEqualTo(golden("done.json"));
    }

    @Test
    void writesAResultOfWhichLittleIsKnown() throws IOException {
        assertThat(json(Results.rejectedUnread())).isEqualTo(golden("rejected.json"));
    }

    @Test
    void writesAResultThatIsNotFinal() throws IOException {
        assertThat(json(Results.pending())).isEqualTo(golden("pending.json"));
    }

    @Test
    void takesTheSourceOfAnotherArrival() {
        CancellationResult other = Results.done(12).from(new Source("http", null, null, "pas-2"));

        assertThat(other.source()).isEqualTo(new CancellationResult.Origin("http", null, null, "pas-2"));
        assertThat(other.cancellationId()).isEqualTo(Results.done(12).cancellationId());
    }

    private static String json(CancellationResult result) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n";
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = CancellationResultTest.class.getResourceAsStream("/results/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
