/**
 * What ledger, provider and registry say about the same cancellation, compared. Reads and reports; changes nothing. Pure:
 * no Spring, no Camel, no I/O.
 */
@NullMarked
package org.barscancel.reconciliation;

import org.jspecify.annotations.NullMarked;
