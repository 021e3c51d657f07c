package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.barscancel.bars.Answer;
import org.barscancel.bars.Call;
import org.barscancel.bars.CallerIdentity;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.UseContext;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final FarSide FAR_SIDE = new FarSide(
            "registry",
            "https://registry.example/fhir",
            "1.2.0",
            null,
            new CallerIdentity(null, null, null, null, null, null, null, null),
            new UseContext(null, "booking-request", "update"));
    static final Call CALL = call("Appointment");
    static final Call POINTER_CALL = call("DocumentReference");

    private final Search search = Search.of("DocumentReference", "DocumentReference?x");

    @Test
    void hasItsFirstPageToRead() {
        assertThat(search.more()).isTrue();
        assertThat(search.nextPath()).isEqualTo("DocumentReference?x");
    }

    @Test
    void endsWithALastPage() {
        Search read = search.with(POINTER_CALL, Given.bundle(Given.pointer("d1", "a1", "A1001")));

        assertThat(read.more()).isFalse();
        assertThat(read.failure()).isNull();
        assertThat(read.found()).hasSize(1);
    }

    @Test
    void keepsWhatEarlierPagesHeld() {
        Search read = search.with(POINTER_CALL, page("d1", true)).with(POINTER_CALL, page("d2", false));

        assertThat(read.found())
                .extracting(resource -> resource.path("id").asText())
                .containsExactly("d1", "d2");
        assertThat(read.pages()).isEqualTo(2);
    }

    @Test
    void endsWithAFailure() {
        Answer down = new Answer.Unavailable("HTTP 503", null);

        Search read = search.with(POINTER_CALL, page("d1", true)).with(POINTER_CALL, down);

        assertThat(read.more()).isFalse();
        assertThat(read.failure()).isEqualTo(down);
    }

    @Test
    void takesAPageThatIsNoneForAFailure() {
        assertThat(search.with(POINTER_CALL, Given.success("<html>")).failure()).isInstanceOf(Answer.Invalid.class);
    }

    @Test
    void doesNotGoOnForEver() {
        Search read = search;
        for (int page = 0; page < Search.MOST_PAGES; page++) {
            assertThat(read.more()).isTrue();
            read = read.with(POINTER_CALL, page("d" + page, true));
        }

        assertThat(read.more()).isFalse();
        assertThat(read.failure()).isInstanceOf(Answer.Invalid.class);
    }

    @Test
    void doesNotShowWhatWasFound() {
        assertThat(search.with(POINTER_CALL, page("d1", false)).toString()).doesNotContain("d1");
    }

    private static Answer.Success page(String id, boolean more) {
        String link = more
                ? "\"link\":[{\"relation\":\"next\",\"url\":\"https://registry.example/fhir/DocumentReference?page="
                        + id + "\"}],"
                : "";
        return Given.success("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"," + link + "\"entry\":[{\"resource\":"
                + Given.pointer(id, "a1", "A1001") + "}]}");
    }

    static Call call(String type) {
        return new Call(FAR_SIDE, "GET", type + "?x", type, null, Map.of(), null);
    }
}
