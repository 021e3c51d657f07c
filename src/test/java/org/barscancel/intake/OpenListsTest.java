package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.Test;

/** A long list is opened once, and anew whenever that could tell something else. */
class OpenListsTest {
    private static final int ROWS = 7;
    private static final int PART = 2;

    private final CsvIntake intake = new CsvIntake(new CsvRequestReader(StandardCharsets.UTF_8, ROWS), PART);
    private final Map<String, Integer> opened = new HashMap<>();
    private int open;
    private long changed;

    @Test
    void isOpenedOnceForItsFormAndOnceForAllOfItsParts() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        Optional<FileProgress> progress = Optional.empty();
        while (progress.filter(FileProgress::isComplete).isEmpty()) {
            CsvIntake.Part part = next("a", progress);
            numbers.addAll(numbers(part));
            progress = Optional.of(part.then());
        }

        assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(opened).containsEntry("a", 2);
        assertThat(open).isZero();
    }

    @Test
    void isSearchedAnewForAPartThatWasRolledBack() throws IOException {
        FileProgress first = next("a", Optional.empty()).then();
        CsvIntake.Part rolledBack = next("a", Optional.of(first));

        assertThat(numbers(next("a", Optional.of(first)))).isEqualTo(numbers(rolledBack));
        assertThat(opened).containsEntry("a", 3);
        assertThat(open).isOne();
    }

    @Test
    void isSearchedAnewWhenItWasChanged() throws IOException {
        FileProgress first = next("a", Optional.empty()).then();
        changed = 1;

        assertThat(numbers(next("a", Optional.of(first)))).containsExactly(3, 4);
        assertThat(opened).containsEntry("a", 3);
        assertThat(open).isOne();
    }

    @Test
    void fewAreOpenAtATimeAndAllAreReadToTheirEnds() throws IOException {
        Map<String, FileProgress> progress = new HashMap<>();
        List<String> lists = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        for (String list : lists) {
            progress.put(list, next(list, Optional.empty()).then());
        }
        assertThat(open).isEqualTo(8);
        for (String list : lists) {
            assertThat(numbers(next(list, Optional.of(progress.get(list))))).containsExactly(3, 4);
        }
        assertThat(open).isEqualTo(8);

        intake.close();

        assertThat(open).isZero();
    }

    private CsvIntake.Part next(String list, Optional<FileProgress> known) throws IOException {
        return (CsvIntake.Part) intake.next(new Content(list), known, 0);
    }

    private static List<Integer> numbers(CsvIntake.Part part) {
        return part.rows().rows().stream().map(Reading.Row::number).toList();
    }

    private final class Content implements CsvIntake.Content {
        private final String claim;

        Content(String claim) {
            this.claim = claim;
        }

        @Override
        public String claim() {
            return claim;
        }

        @Override
        public OpenLists.FileState state() {
            return new OpenLists.FileState(1, FileTime.fromMillis(changed));
        }

        @Override
        public InputStream open() {
            opened.merge(claim, 1, Integer::sum);
            open++;
            StringBuilder content = new StringBuilder("appointmentId\n");
            IntStream.rangeClosed(1, ROWS)
                    .forEach(row -> content.append("a").append(row).append('\n'));
            return new ByteArrayInputStream(content.toString().getBytes(StandardCharsets.UTF_8)) {
                private boolean closed;

                @Override
                public void close() {
                    open -= closed ? 0 : 1;
                    closed = true;
                }
            };
        }
    }
}
