package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorFilesTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final Instant RECEIVED = Instant.parse("2026-03-02T09:00:00Z");
    private static final Problem PROBLEM = new Problem(ProblemCode.MALFORMED, "The file ends too soon.");

    @TempDir
    Path home;

    @Test
    void saysWhatIsWrongAndWhere() throws IOException {
        Path written = new ErrorFiles(home, MAPPER)
                .write("claim-1", "ward/pas-1", "clinic.json", new Reading.Unreadable(PROBLEM, 3, 14), RECEIVED);

        assertThat(written).isEqualTo(home.resolve("rejected/ward/pas-1/claim-1-clinic.json.error.json"));
        assertThat(MAPPER.readTree(Files.readString(written)))
                .isEqualTo(
                        MAPPER.readTree(
                                """
                        {"code":"malformed","message":"The file ends too soon.","line":3,"column":14,
                         "nextAction":"Correct the file or message and send it again.","file":"clinic.json",
                         "receivedAt":"2026-03-02T09:00:00Z"}"""));
    }

    @Test
    void leavesOutWhatIsNotKnown() throws IOException {
        Path written = new ErrorFiles(home, MAPPER)
                .write("claim-1", null, "clinic.json", new Reading.Unreadable(PROBLEM, null, null), RECEIVED);

        assertThat(MAPPER.readTree(Files.readString(written)).has("line")).isFalse();
        assertThat(written).hasParent(home.resolve("rejected"));
    }

    @Test
    void neverWritesOutsideItsFolder() {
        ErrorFiles files = new ErrorFiles(home, MAPPER);

        assertThatThrownBy(() ->
                        files.write("c", "../inbox", "x.json", new Reading.Unreadable(PROBLEM, null, null), RECEIVED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(home).isEmptyDirectory();
    }
}
