package org.barscancel.console.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;

/**
 * One choice of a list.
 *
 * @param code as it is sent
 * @param text as it is read
 */
record Choice(String code, String text) {
    static List<Choice> outcomes() {
        return Arrays.stream(ProviderOutcome.values())
                .map(one -> new Choice(one.code(), Tag.of(one).text()))
                .toList();
    }

    static List<Choice> registries() {
        return Arrays.stream(RegistryOutcome.values())
                .map(one -> new Choice(one.code(), Tag.of(one).text()))
                .toList();
    }

    static List<Choice> problems() {
        return Arrays.stream(ProblemCode.values())
                .map(one -> new Choice(one.code(), Words.problem(one.code())))
                .sorted(Comparator.comparing(Choice::text))
                .toList();
    }
}
