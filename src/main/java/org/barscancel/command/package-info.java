/** What can be asked for on the command line beside a start: one tree of commands, with help and completion. */
@NullMarked
package org.barscancel.command;

import org.jspecify.annotations.NullMarked;
