/** The application: its start and its settings. */
@NullMarked
package org.barscancel;

import org.jspecify.annotations.NullMarked;
