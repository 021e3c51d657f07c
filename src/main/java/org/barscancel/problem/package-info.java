/** What can go wrong with a cancellation, as a requester reads it: codes, sentences, next actions. */
@NullMarked
package org.barscancel.problem;

import org.jspecify.annotations.NullMarked;
