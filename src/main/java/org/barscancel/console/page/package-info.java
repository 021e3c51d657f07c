/** The pages for those who operate the program: made on the server, readable and usable without JavaScript. */
@NullMarked
package org.barscancel.console.page;

import org.jspecify.annotations.NullMarked;
