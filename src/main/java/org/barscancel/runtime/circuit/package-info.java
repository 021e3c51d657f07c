/** Whether somebody is called, and how many calls at a time. Knows no client and no other room of the runtime. */
@NullMarked
package org.barscancel.runtime.circuit;

import org.jspecify.annotations.NullMarked;
