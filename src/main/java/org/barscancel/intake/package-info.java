/** What comes in: claimed files and messages, and their acceptance. */
@NullMarked
package org.barscancel.intake;

import org.jspecify.annotations.NullMarked;
