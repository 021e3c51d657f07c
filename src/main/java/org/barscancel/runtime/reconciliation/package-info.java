/** Ledger, provider and registry compared: when, and how fast. Knows no door. */
@NullMarked
package org.barscancel.runtime.reconciliation;

import org.jspecify.annotations.NullMarked;
