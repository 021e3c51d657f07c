/** Providers and registries: their settings, clients and calls. Knows neither broker nor doors. */
@NullMarked
package org.barscancel.runtime.farside;

import org.jspecify.annotations.NullMarked;
