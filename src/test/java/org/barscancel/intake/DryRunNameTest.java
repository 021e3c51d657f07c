package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.dry-run.json", "Clinic 7.DRY-RUN.CSV", "a.b.dry-run.hl7", ".dry-run.xml"})
    void isOne(String name) {
        assertThat(DryRunName.isOne(name)).isTrue();
        assertThat(DryRunName.isDoubtful(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.dryrun.json",
                "a.dry_run.json",
                "a-dry-run.json",
                "dry-run.json",
                "a.dry-run-2.json",
                "a.json.dry-run",
                "Dry Run 3.csv",
                "DRYRUN.hl7"
            })
    void mayHaveBeenMeantForOne(String name) {
        assertThat(DryRunName.isOne(name)).isFalse();
        assertThat(DryRunName.isDoubtful(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.json", "laundry-runs.csv", "laundryrun.csv", "dry.run-of-the-mill.x.json", "run-dry.json"})
    void hasNothingToDoWithOne(String name) {
        assertThat(DryRunName.isOne(name)).isFalse();
    }
}
