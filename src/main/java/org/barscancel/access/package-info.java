/** Who may come in: the credentials of callers by HTTP, and what they may do; knows Spring Security. */
@NullMarked
package org.barscancel.access;

import org.jspecify.annotations.NullMarked;
