/** One cancellation on its way through both legs: identity, origin, progress, and the events it leaves behind. */
@NullMarked
package org.barscancel.cancellation;

import org.jspecify.annotations.NullMarked;
