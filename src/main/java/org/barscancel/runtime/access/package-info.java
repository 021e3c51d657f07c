/** Who may come in, and the record of who did. Stands before {@code http}. */
@NullMarked
package org.barscancel.runtime.access;

import org.jspecify.annotations.NullMarked;
