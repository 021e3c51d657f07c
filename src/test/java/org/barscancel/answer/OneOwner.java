package org.barscancel.answer;

/** The owner of one folder. */
public record OneOwner(String home, boolean isInCharge) implements FileOwner {
    /** In charge of a folder called "home". */
    public static final OneOwner HOME = new OneOwner("home", true);
}
