package org.barscancel.registry;

/** What is done to a pointer whose appointment was cancelled (R11, {@code bars.registry.action}). */
public enum RegistryAction {
    /** It is deleted. */
    DELETE,
    /** It is PUT with the status {@code superseded} or {@code entered-in-error}. */
    UPDATE,
    /** Nothing; somebody else manages the registry. */
    NONE
}
