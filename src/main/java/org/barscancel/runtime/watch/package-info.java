/** How the program is seen: logs without what must not stand there, measures, traces. Knows neither far sides nor broker. */
@NullMarked
package org.barscancel.runtime.watch;

import org.jspecify.annotations.NullMarked;
