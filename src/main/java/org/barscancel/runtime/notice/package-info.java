/** People are told of what needs one, by mail or webhook. Knows no door. */
@NullMarked
package org.barscancel.runtime.notice;

import org.jspecify.annotations.NullMarked;
