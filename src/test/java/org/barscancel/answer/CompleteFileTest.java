package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteFileTest {
    @TempDir
    Path folder;

    private Path place;

    @BeforeEach
    void choosePlace() {
        place = folder.resolve("r".repeat(255));
    }

    @Test
    void takesUpWhatAWriterThatWasKilledHasLeft() throws IOException {
        leaveHalf();

        CompleteFile.write(place, out -> out.write("whole".getBytes(StandardCharsets.UTF_8)));

        assertThat(place).hasContent("whole");
        assertThat(below()).containsOnly(place);
    }

    @Test
    void deletesWhatAWriterThatWasKilledHasLeft() throws IOException {
        leaveHalf();

        CompleteFile.delete(place);

        assertThat(below()).isEmpty();
    }

    @Test
    void leavesNothingWhenTheContentFails() throws IOException {
        assertThatThrownBy(() -> CompleteFile.write(place, out -> {
                    throw new IOException("no content");
                }))
                .isInstanceOf(IOException.class);

        assertThat(below()).isEmpty();
    }

    private void leaveHalf() throws IOException {
        List<Path> hidden = new ArrayList<>();
        CompleteFile.write(place, out -> hidden.addAll(below()));
        Files.move(place, hidden.get(0));
    }

    private List<Path> below() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
