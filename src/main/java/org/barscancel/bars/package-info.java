/** The wire: headers, ids, authentication, and what an answer means (R18 to R24). */
@NullMarked
package org.barscancel.bars;

import org.jspecify.annotations.NullMarked;
