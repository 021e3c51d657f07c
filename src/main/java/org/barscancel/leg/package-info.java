/** The provider leg and the registry leg: from a far side's answer to the next step. Pure: no Spring, no Camel, no I/O. */
@NullMarked
package org.barscancel.leg;

import org.jspecify.annotations.NullMarked;
