package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.bars.Given.utf8;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceivedTest {
    @Test
    void tellsNothingOfAnAnswerButItsStatus() {
        Received.Response response =
                new Received.Response(200, Map.of("etag", List.of("W/\"9990000018\"")), utf8("9990000018"));

        assertThat(response).hasToString("Response[200]");
    }
}
