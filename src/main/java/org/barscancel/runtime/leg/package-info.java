/** The two legs: their queues and routes, and the messages that they write. Knows no door. */
@NullMarked
package org.barscancel.runtime.leg;

import org.jspecify.annotations.NullMarked;
