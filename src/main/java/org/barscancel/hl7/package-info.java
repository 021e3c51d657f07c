/**
 * HL7 v2 as patient administration systems send it: messages in, requests and acknowledgements out. Knows no Spring and
 * no Camel.
 */
@NullMarked
package org.barscancel.hl7;

import org.jspecify.annotations.NullMarked;
