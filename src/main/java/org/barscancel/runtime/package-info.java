/** The machinery under the routes, in rooms that form no cycle; CONTRIBUTING.md lists them from the bottom to the top. Beside {@code bundle} the only one that knows Camel. */
@NullMarked
package org.barscancel.runtime;

import org.jspecify.annotations.NullMarked;
