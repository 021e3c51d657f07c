/** What people hold by hand, and let go: far sides, feeds and doors, lists of requests. */
@NullMarked
package org.barscancel.steering;

import org.jspecify.annotations.NullMarked;
