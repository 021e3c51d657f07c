package org.barscancel.console.page;

import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The way through a list of several pages.
 *
 * @param range which lines these are, of how many
 * @param previous address of the page before; empty = this is the first
 * @param next address of the page after; empty = this is the last
 * @param here address of this page
 * @param hold address of this page as it stays
 */
record Pager(String range, String previous, String next, String here, String hold) {
    /**
     * The way from one page.
     *
     * @param page this one, from 0
     * @param size how many lines a page holds
     * @param total how many lines there are
     * @param path of the list
     * @param query what is asked for, by name
     */
    static Pager of(int page, int size, long total, String path, Map<String, Object> query) {
        long first = (long) page * size + 1;
        long last = Math.min(total, first + size - 1);
        String range = total == 0
                ? "None found"
                : first > total
                        ? Words.count(total, "in all", "in all")
                        : String.format(java.util.Locale.UK, "%,d to %,d of %,d", first, last, total);
        return new Pager(
                range,
                page == 0 ? "" : address(path, query, page - 1),
                last < total ? address(path, query, page + 1) : "",
                address(path, query, page),
                address(path, query, page) + "&hold");
    }

    private static String address(String path, Map<String, Object> query, int page) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        query.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.queryParam("page", page).encode().buildAndExpand(query).toUriString();
    }
}
