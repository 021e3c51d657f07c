/** The broker, embedded or not, and what messages look like on it. Knows of the far sides only that each has a queue; nothing of doors. */
@NullMarked
package org.barscancel.runtime.broker;

import org.jspecify.annotations.NullMarked;
