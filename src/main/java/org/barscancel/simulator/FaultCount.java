package org.barscancel.simulator;

/**
 * How often a fault happened.
 *
 * @param name the fault's
 * @param fitting how many calls fitted it that no fault before it struck
 * @param happened how many of them it struck
 */
public record FaultCount(String name, int fitting, int happened) {}
