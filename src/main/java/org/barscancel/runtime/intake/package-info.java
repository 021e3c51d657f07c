/** Requests by file, queue and MLLP, and what these share with HTTP. Does not know the HTTP door. */
@NullMarked
package org.barscancel.runtime.intake;

import org.jspecify.annotations.NullMarked;
