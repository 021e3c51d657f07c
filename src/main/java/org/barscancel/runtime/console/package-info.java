/** What the console shows and does, for its pages. No other room knows it. */
@NullMarked
package org.barscancel.runtime.console;

import org.jspecify.annotations.NullMarked;
