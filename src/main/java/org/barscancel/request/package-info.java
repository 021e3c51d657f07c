/** A request to cancel, and the readers that make one from what a legacy system sends. Knows no Spring and no Camel. */
@NullMarked
package org.barscancel.request;

import org.jspecify.annotations.NullMarked;
