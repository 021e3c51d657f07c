package org.barscancel.access;

import java.util.Locale;

/** What a caller may do. None of them implies another. */
public enum Role {
    /** Send requests, in every format, and hear how they ended. */
    SUBMIT,
    /** Read results and lists, and search them. */
    VIEW,
    /** Have cancellations run again, and compare ledger, provider and registry. */
    OPERATE;

    /** As settings, tokens and answers name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
