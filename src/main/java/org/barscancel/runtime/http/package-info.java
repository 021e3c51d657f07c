/** Requests by HTTP, plain and BaRS, and their answers. Knows no caller's rights. */
@NullMarked
package org.barscancel.runtime.http;

import org.jspecify.annotations.NullMarked;
