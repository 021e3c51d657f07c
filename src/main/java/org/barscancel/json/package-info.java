/**
 * JSON as it was received: read strictly, changed in place, so that whatever is not meant to change stays as it was
 * written (R4). Knows Jackson and the JDK only.
 */
@NullMarked
package org.barscancel.json;

import org.jspecify.annotations.NullMarked;
