/**
 * How fast the packaged program is, beside the least that any program must do: {@code mvn -Pbench verify}. Each of the compared
 * programs, and the far sides, is a process of its own.
 */
@NullMarked
package org.barscancel.bench;

import org.jspecify.annotations.NullMarked;
