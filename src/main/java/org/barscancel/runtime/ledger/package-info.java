/** What is kept: database, result files, and how long. Knows neither far sides nor doors. */
@NullMarked
package org.barscancel.runtime.ledger;

import org.jspecify.annotations.NullMarked;
