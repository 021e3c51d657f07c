/** What the doctor examines, with the clients of the program. Nothing but the console may know it. */
@NullMarked
package org.barscancel.runtime.doctor;

import org.jspecify.annotations.NullMarked;
