package org.barscancel.ledger;

import java.util.List;
import org.barscancel.answer.CancellationResult;

/**
 * A part of the cancellations that were asked for, the newest first.
 *
 * @param items this page's
 * @param page which page it is, from 0
 * @param size how many a page holds at most
 * @param total how many there are on all pages
 */
public record CancellationPage(List<CancellationResult> items, int page, int size, long total) {
    /** Copies the list. */
    public CancellationPage {
        items = List.copyOf(items);
    }
}
