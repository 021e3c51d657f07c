/** A provider and a registry to develop against: a real FHIR server with BaRS behaviour. */
@NullMarked
package org.barscancel.simulator;

import org.jspecify.annotations.NullMarked;
