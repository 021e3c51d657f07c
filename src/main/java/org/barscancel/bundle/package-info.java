/** BaRS Cancel within another application: its settings there, its start and its end. */
@NullMarked
package org.barscancel.bundle;

import org.jspecify.annotations.NullMarked;
