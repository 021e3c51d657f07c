/** Results told to others, by callback and by HL7 v2. Knows no door. */
@NullMarked
package org.barscancel.runtime.delivery;

import org.jspecify.annotations.NullMarked;
