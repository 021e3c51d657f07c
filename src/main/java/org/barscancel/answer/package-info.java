/** What the requester hears: results, result files and progress files. */
@NullMarked
package org.barscancel.answer;

import org.jspecify.annotations.NullMarked;
