package org.barscancel.bars;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a search's results. */
public sealed interface SearchPage {
    /**
     * A page that could be read.
     *
     * @param resources what was found, in the order of the page; each an object of the type searched for
     * @param nextPath where the next page is, below the far side's base; null on the last page
     */
    record Page(List<JsonNode> resources, @Nullable String nextPath) implements SearchPage {
        /** Copies the list. */
        public Page {
            resources = List.copyOf(resources);
        }

        /** Without the resources (R23). */
        @Override
        public String toString() {
            return "Page[" + resources.size() + " resources" + (nextPath == null ? "]" : ", more to come]");
        }
    }

    /**
     * An answer that is no page of results, or leads where it must not.
     *
     * @param why for a person, without any text of the answer
     */
    record Unreadable(String why) implements SearchPage {}
}
