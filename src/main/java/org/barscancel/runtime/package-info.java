/** The machinery under the routes, in rooms. Beside {@code bundle} the only one that knows Camel. */
@NullMarked
package org.barscancel.runtime;

import org.jspecify.annotations.NullMarked;
