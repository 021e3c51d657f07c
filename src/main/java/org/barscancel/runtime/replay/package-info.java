/** What stopped is run again, rehearsed or discarded. Nothing but the console may know it. */
@NullMarked
package org.barscancel.runtime.replay;

import org.jspecify.annotations.NullMarked;
