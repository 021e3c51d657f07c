/** Who did what: an append-only, chained record beside the ledger, and the command that verifies it. No framework. */
@NullMarked
package org.barscancel.audit;

import org.jspecify.annotations.NullMarked;
