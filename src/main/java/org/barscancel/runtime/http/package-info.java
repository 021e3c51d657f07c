/** Requests by HTTP, plain and BaRS, and their answers. Who may call, and do what, is decided before it, in {@code runtime.access}. */
@NullMarked
package org.barscancel.runtime.http;

import org.jspecify.annotations.NullMarked;
