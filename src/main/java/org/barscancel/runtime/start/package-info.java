/**
 * What is asked before the program starts, and refused: folders and their rights, the lock, doors that are open, routes that
 * would lose something. Knows no other room of the runtime.
 */
@NullMarked
package org.barscancel.runtime.start;

import org.jspecify.annotations.NullMarked;
