package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {
    private static final Path OUTCOMES = Path.of("src/main/resources/simulator/OperationOutcome");

    @Test
    void readsOneOrManyAndNamesThoseWithoutAName() {
        assertThat(read("{\"then\": {\"drop\": true}}")).extracting(Fault::name).containsExactly("fault-3");
        assertThat(read("[{\"then\": {\"drop\": true}}, {\"name\": \"own\", \"then\": {\"status\": 503}}]"))
                .extracting(Fault::name)
                .containsExactly("fault-3", "own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{\"then\": {\"drop\": true}}, {\"thn\": {}}]; Fault 4: 'thn' is not known",
                "{\"match\": {\"metod\": \"PUT\"}, \"then\": {\"drop\": true}}; 'match.metod' is not known",
                "{\"then\": {\"stauts\": 503}}; 'then.stauts' is not known",
                "{\"then\": {\"wrong\": \"colour\"}}; 'then.wrong'",
                "{\"then\": {\"outcome\": \"REC/499-REC_ODD-odd\"}}; no OperationOutcome is published as 'REC/499-REC_ODD-odd'",
                "{\"then\": {\"outcome\": \"../../secret\"}}; no OperationOutcome is published",
                "{\"then\": {\"status\": 500, \"drop\": true}}; exclude one another",
                "{\"then\": {\"hang\": true, \"drop\": true}}; exclude one another",
                "{\"then\": {\"text\": \"x\", \"outcome\": \"REC/408-REC_TIMEOUT-timeout\"}}; exclude one another",
                "{\"then\": {\"status\": 200, \"wrong\": \"id\"}}; there is none",
                "{\"then\": {\"idStored\": true}}; not applied",
                "{\"then\": {\"delayMillis\": -1}}; delayMillis",
                "{\"match\": {\"share\": 1.5}, \"then\": {\"drop\": true}}; share must be from 0 to 1",
                "{\"match\": {\"first\": 0}, \"then\": {\"drop\": true}}; count from 1",
                "{\"match\": {\"idPattern\": \"(\"}, \"then\": {\"drop\": true}}; 'match.idPattern'",
                "{\"match\": {}}; 'then' says what happens",
                "{\"then\": {\"meanwhile\": {\"put\": [{\"resourceType\": \"Slot\"}]}}}; put takes resources with an id",
                "[null]; Fault 3",
                "[3]; Fault 3",
                "{; not JSON"
            })
    void refusesWhatItDoesNotKnowByName(String json, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessageContaining(why);
    }

    @Test
    void knowsEveryPublishedOutcomeAndItsStatus() throws IOException {
        try (Stream<Path> files = Files.walk(OUTCOMES)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> OUTCOMES.relativize(file).toString().replace(".json", ""))
                    .toList();

            assertThat(names).hasSize(41).allSatisfy(name -> {
                assertThat(new String(PublishedOutcomes.read(name), StandardCharsets.UTF_8))
                        .contains("OperationOutcome");
                assertThat(name).contains("/" + PublishedOutcomes.status(name) + "-");
            });
        }
    }

    private static List<Fault> read(String json) {
        return FaultReader.read(json.getBytes(StandardCharsets.UTF_8), 2);
    }
}
