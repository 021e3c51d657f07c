package org.barscancel.bars;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the far side gave back the ids of the call (R18). */
enum Echo {
    /** Both came back. */
    SAME,
    /** At least one did not come back, and none came back changed. */
    MISSING,
    /** At least one came back with another value: the answer is to another call. */
    DIFFERENT;

    private static final List<String> IDS = List.of(HeaderNames.REQUEST_ID, HeaderNames.CORRELATION_ID);

    static Echo of(Call call, Received.Response response) {
        Echo worst = SAME;
        for (String name : IDS) {
            String sent = call.headers().get(name);
            Echo echo = sent == null ? SAME : of(sent, response.headers().get(name.toLowerCase(Locale.ROOT)));
            worst = echo.compareTo(worst) > 0 ? echo : worst;
        }
        return worst;
    }

    /** A gateway may add a value of its own to the far side's: one that is ours is enough. */
    private static Echo of(String sent, @Nullable List<String> received) {
        List<String> values = received == null
                ? List.of()
                : received.stream()
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
        if (values.isEmpty()) {
            return MISSING;
        }
        return values.stream().anyMatch(sent::equalsIgnoreCase) ? SAME : DIFFERENT;
    }
}
