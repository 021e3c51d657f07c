/** What people hold by hand and let go: far sides, doors, lists. Knows no door itself. */
@NullMarked
package org.barscancel.runtime.steering;

import org.jspecify.annotations.NullMarked;
