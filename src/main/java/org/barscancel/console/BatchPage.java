package org.barscancel.console;

import java.util.List;

/**
 * Some files and lists, the newest first.
 *
 * @param items the page
 * @param page its number, from 0
 * @param size how many a page holds at most
 * @param total how many there are in all
 */
record BatchPage(List<BatchAnswer> items, int page, int size, long total) {
    BatchPage {
        items = List.copyOf(items);
    }
}
