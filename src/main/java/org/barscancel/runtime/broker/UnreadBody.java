package org.barscancel.runtime.broker;

import org.barscancel.problem.Problem;

/**
 * In the place of a body that is not read at all.
 *
 * @param problem why not
 */
public record UnreadBody(Problem problem) {}
