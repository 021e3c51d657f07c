/** Who may come in, and the record of who did. Its filters stand before the door of {@code runtime.http}, and refuse calls as that does. */
@NullMarked
package org.barscancel.runtime.access;

import org.jspecify.annotations.NullMarked;
