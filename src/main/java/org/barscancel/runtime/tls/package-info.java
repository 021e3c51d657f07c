/** Certificates: whom we trust, what we show, and why somebody was not trusted. Knows {@code start} only. */
@NullMarked
package org.barscancel.runtime.tls;

import org.jspecify.annotations.NullMarked;
