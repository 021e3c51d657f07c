/** The machinery under the routes: broker, HTTP clients, camel-fhir, checks at start. The only room that knows Camel. */
@NullMarked
package org.barscancel.runtime;

import org.jspecify.annotations.NullMarked;
