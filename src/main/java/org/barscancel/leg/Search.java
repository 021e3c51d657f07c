package org.barscancel.leg;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.bars.Answer;
import org.barscancel.bars.Call;
import org.barscancel.bars.SearchPage;
import org.barscancel.bars.SearchPages;
import org.jspecify.annotations.Nullable;

/**
 * A search that is read page by page (R12).
 *
 * @param resourceType what is searched for
 * @param nextPath where the next page is; null when there is none
 * @param found what the pages so far held
 * @param pages how many were read
 * @param failure the answer that ended the search before its last page
 */
public record Search(
        String resourceType, @Nullable String nextPath, List<JsonNode> found, int pages, @Nullable Answer failure) {
    /** So many pages are read; a search that goes on longer is not one for a single patient. */
    static final int MOST_PAGES = 200;

    /** A search to begin. */
    public static Search of(String resourceType, String path) {
        return new Search(resourceType, path, List.of(), 0, null);
    }

    /** Whether a page is to be read. */
    public boolean more() {
        return failure == null && nextPath != null;
    }

    /** The same search, one page further. */
    public Search with(Call call, Answer answer) {
        if (!(answer instanceof Answer.Success success)) {
            return new Search(resourceType, null, found, pages, answer);
        }
        SearchPage page = SearchPages.read(success.body(), call, resourceType);
        if (page instanceof SearchPage.Unreadable unreadable) {
            return new Search(resourceType, null, found, pages, new Answer.Invalid(unreadable.why()));
        }
        SearchPage.Page read = (SearchPage.Page) page;
        List<JsonNode> all = new ArrayList<>(found);
        all.addAll(read.resources());
        if (read.nextPath() != null && pages + 1 >= MOST_PAGES) {
            return new Search(
                    resourceType, null, all, pages + 1, new Answer.Invalid("more than " + MOST_PAGES + " pages"));
        }
        return new Search(resourceType, read.nextPath(), all, pages + 1, null);
    }

    /** Without what was found (R23). */
    @Override
    public String toString() {
        return "Search[" + resourceType + ", pages=" + pages + "]";
    }
}
