package org.barscancel.runtime;

import org.barscancel.problem.Problem;

/**
 * In the place of a body that is not read at all.
 *
 * @param problem why not
 */
record UnreadBody(Problem problem) {}
