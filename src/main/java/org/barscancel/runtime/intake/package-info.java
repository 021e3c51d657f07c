/** Requests by file, queue and MLLP, and what these share with HTTP. Knows nothing of HTTP. */
@NullMarked
package org.barscancel.runtime.intake;

import org.jspecify.annotations.NullMarked;
