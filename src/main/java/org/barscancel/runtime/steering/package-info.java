/** What people hold by hand and let go: far sides, doors, lists. Knows doors by their names, and not how requests come by them. */
@NullMarked
package org.barscancel.runtime.steering;

import org.jspecify.annotations.NullMarked;
