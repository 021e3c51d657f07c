/** What is wrong with an installation, and what to do: checks, one after another, and how their findings are told. */
@NullMarked
package org.barscancel.doctor;

import org.jspecify.annotations.NullMarked;
