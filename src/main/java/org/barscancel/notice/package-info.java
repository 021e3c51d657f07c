/** What a person is told of by itself: what needs one, when that is told, and in which words. */
@NullMarked
package org.barscancel.notice;

import org.jspecify.annotations.NullMarked;
