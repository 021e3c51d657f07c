/** What the program says over HTTP: results to read, problems by RFC 9457, and the description of it all. */
@NullMarked
package org.barscancel.console;

import org.jspecify.annotations.NullMarked;
