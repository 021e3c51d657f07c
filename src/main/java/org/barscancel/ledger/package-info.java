/** Events projected into a database: the state of each cancellation, and what its requester is still owed. */
@NullMarked
package org.barscancel.ledger;

import org.jspecify.annotations.NullMarked;
