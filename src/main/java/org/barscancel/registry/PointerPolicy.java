package org.barscancel.registry;

import org.jspecify.annotations.Nullable;

/**
 * What a site has decided about the registry.
 *
 * @param action what is done to a pointer (R11)
 * @param custodian ODS code of the organisation that must own it (R14)
 * @param searchByCustodian whether the search names the custodian, where there is one (R12)
 * @param service the service whose identifier it must carry (R13)
 */
public record PointerPolicy(
        RegistryAction action,
        @Nullable String custodian,
        boolean searchByCustodian,
        @Nullable ServiceIdentifier service) {
    /** A blank custodian is none. */
    public PointerPolicy {
        custodian = custodian == null || custodian.isBlank() ? null : custodian.strip();
    }
}
