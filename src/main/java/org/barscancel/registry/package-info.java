/** Which pointers match an appointment and what is done to them (R11 to R17). Pure: no Spring, no Camel, no I/O. */
@NullMarked
package org.barscancel.registry;

import org.jspecify.annotations.NullMarked;
