/** What may be cancelled and how the Appointment changes (R1 to R10). Pure: no Spring, no Camel, no I/O. */
@NullMarked
package org.barscancel.appointment;

import org.jspecify.annotations.NullMarked;
