package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.bars.Given.utf8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.barscancel.bars.SearchPage.Page;
import org.barscancel.bars.SearchPage.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPagesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/examples/document_reference");
    private static final String POINTER = "DocumentReference";
    private static final String QUERY = "DocumentReference?subject:identifier=a%7Cb&type=c";
    private static final String BASE = "https://provider.example/FHIR/R4";

    private static final Call CALL = new BarsCalls().searchPointers(Given.farSide(), Given.cancellation(), QUERY);

    @Test
    void readsThePublishedBundle() throws IOException {
        Page page = (Page) SearchPages.read(Files.readAllBytes(EXAMPLES.resolve("search-bundle.json")), CALL, POINTER);

        assertThat(page.resources())
                .hasSize(3)
                .extracting(pointer -> pointer.path("id").textValue())
                .first()
                .isEqualTo("V4T0L-3aeb90b0-7ffa-408a-babf-f20b80ce2c27");
        assertThat(page.nextPath()).isNull();
        assertThat(page.toString()).isEqualTo("Page[3 resources]");
    }

    @Test
    void readsThePublishedEmptyBundle() throws IOException {
        assertThat(SearchPages.read(Files.readAllBytes(EXAMPLES.resolve("search-bundle-empty.json")), CALL, POINTER))
                .isEqualTo(new Page(java.util.List.of(), null));
    }

    @Test
    void takesAMissingEntryAsNone() {
        assertThat(page("").resources()).isEmpty();
    }

    @Test
    void skipsWhatIsBesideTheResults() {
        Page page = page(
                """
                ,"entry":[{"resource":{"resourceType":"DocumentReference","id":"p1"},"search":{"mode":"match"}},
                 {"resource":{"resourceType":"Patient","id":"x"},"search":{"mode":"include"}},
                 {"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"outcome"}},
                 {"resource":{"resourceType":"OperationOutcome"}}]""");

        assertThat(page.resources())
                .extracting((JsonNode pointer) -> pointer.path("id").textValue())
                .containsExactly("p1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "<html>",
                "{",
                "{}",
                "{\"resourceType\":\"Bundle\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
                "{\"resourceType\":\"OperationOutcome\",\"type\":\"searchset\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"type\":\"searchset\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"} {}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":{}}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":null}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[null]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":[]}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\","
                        + "\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]}"
            })
    void refusesWhatIsNoPageOfResults(String body) {
        assertThat(SearchPages.read(utf8(body), CALL, POINTER)).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesADeepBody() {
        assertThat(SearchPages.read(utf8("[".repeat(200_000)), CALL, POINTER)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://provider.example/FHIR/R4/DocumentReference?page=2 DocumentReference?page=2",
                "http://provider.example/FHIR/R4/DocumentReference?page=2 DocumentReference?page=2",
                "https://Provider.example/FHIR/R4/DocumentReference/_search?page=2 DocumentReference/_search?page=2",
                "https://provider.example/FHIR/R4?_getpages=7&_count=20 ?_getpages=7&_count=20",
                "https://provider.example/FHIR/R4/DocumentReference?s=a|b%7Cc&next-page-token=x+y "
                        + "DocumentReference?s=a%7Cb%7Cc&next-page-token=x+y"
            })
    void followsANextLinkBelowTheBase(String link, String path) {
        assertThat(page(next(link)).nextPath()).isEqualTo(path);
    }

    @Test
    void takesTheTokenOfALinkToAnotherHost() {
        String link = "https://int.api.service.nhs.uk/record-locator/DocumentReference?type=z&next-page-token=a%3D+b";

        assertThat(page(next(link)).nextPath()).isEqualTo(QUERY + "&next-page-token=a%3D%2Bb");
    }

    @Test
    void takesTheTokenOfTheTag() {
        String nrl = ",\"meta\":{\"tag\":[{\"code\":\"other\",\"display\":\"Other\"},"
                + "{\"code\":\"{'pk': 'a&b'}\",\"display\":\"next_page_token\"}]}";
        String bySystem = ",\"meta\":{\"tag\":[{\"system\":\"urn:x/next-page-token\",\"code\":\"t2\"}]}";

        assertThat(page(nrl).nextPath()).isEqualTo(QUERY + "&next-page-token=%7B%27pk%27%3A%20%27a%26b%27%7D");
        assertThat(page(bySystem).nextPath()).isEqualTo(QUERY + "&next-page-token=t2");
    }

    @Test
    void replacesTheTokenOfThePageBefore() {
        Call second = new BarsCalls()
                .nextPage(
                        Given.farSide(), Given.cancellation(), POINTER, "DocumentReference?next-page-token=t1&type=c");
        String tag = ",\"meta\":{\"tag\":[{\"code\":\"t2\",\"display\":\"next_page_token\"}]}";

        Page page = (Page) SearchPages.read(bundle(tag), second, POINTER);

        assertThat(page.nextPath()).isEqualTo("DocumentReference?type=c&next-page-token=t2");
    }

    @Test
    void neverLooksAtTheSelfLink() {
        assertThat(page(",\"link\":[{\"relation\":\"self\",\"url\":\"http://a b|c?next-page-token=t1\"}]")
                        .nextPath())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/FHIR/R4/DocumentReference?page=2",
                "https://provider.example.evil/FHIR/R4/DocumentReference?page=2",
                "https://provider.example/FHIR/R4evil/DocumentReference?page=2",
                "https://provider.example/FHIR/R4/../../admin?page=2",
                "https://provider.example/FHIR/R4/DocumentReference@evil?page=2",
                "https://provider.example/FHIR/R4/DocumentReference",
                "https://provider.example/FHIR/R4",
                "https://elsewhere.example/x?next-page-token=",
                "https://elsewhere.example/x?next-page-token=%zz",
                "https://elsewhere.example/x?next-page-token=%0D%0A",
                "file:///etc/passwd",
                ""
            })
    void neverFollowsALinkElsewhere(String link) {
        assertThat(SearchPages.read(bundle(next(link)), CALL, POINTER)).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesToGoRoundInCircles() {
        assertThat(SearchPages.read(bundle(next(BASE + "/" + QUERY)), CALL, POINTER))
                .isEqualTo(new Unreadable("the next page of the search is the same page again"));
    }

    @Test
    void refusesAnEndlessAddress() {
        assertThat(SearchPages.read(bundle(next(BASE + "/DocumentReference?x=" + "y".repeat(10_000))), CALL, POINTER))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void standsAnAddressOfVeryManySteps() {
        assertThat(SearchPages.read(bundle(next(BASE + "/a".repeat(100_000) + "?page=2")), CALL, POINTER))
                .isEqualTo(new Unreadable("the address of the next page is too long"));
    }

    @Property
    void neverFails(@ForAll byte[] body) {
        assertThat(SearchPages.read(body, CALL, POINTER)).isNotNull();
    }

    @Property
    void neverLeavesTheBase(@ForAll String link) {
        SearchPage page = SearchPages.read(
                utf8("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":"
                        + com.fasterxml.jackson.databind.node.TextNode.valueOf(BASE + link) + "}]}"),
                CALL,
                POINTER);

        if (page instanceof Page read && read.nextPath() != null) {
            assertThat(read.nextPath()).matches("[A-Za-z0-9_$./-]*\\?[!-~]*").doesNotContain("/../");
        }
    }

    private static String next(String url) {
        return ",\"link\":[{\"relation\":\"next\",\"url\":\"" + url + "\"}]";
    }

    private static Page page(String rest) {
        return (Page) SearchPages.read(bundle(rest), CALL, POINTER);
    }

    private static byte[] bundle(String rest) {
        return utf8("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"" + rest + "}");
    }
}
