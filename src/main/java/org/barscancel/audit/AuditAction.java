package org.barscancel.audit;

import java.util.Locale;

/** What is recorded. */
public enum AuditAction {
    /** The program began its work. */
    STARTED,
    /** The program ended its work in order; without it, it was stopped otherwise. */
    STOPPED,
    /** Settings differ from those of the last start. */
    SETTINGS_CHANGED,
    /** A file, list, message or call with requests came in. */
    SUBMITTED,
    /** Somebody was shown results or findings. */
    READ,
    /** Somebody searched. */
    SEARCHED,
    /** Somebody signed in to the console, or tried to. */
    SIGNED_IN,
    /** Somebody signed out of it. */
    SIGNED_OUT,
    /** Somebody asked for replays. */
    REPLAY_ASKED,
    /** Replays were queued. */
    REPLAYED,
    /** Somebody asked that what stopped be taken off, having dealt with it. */
    DISCARD_ASKED,
    /** What stopped was taken off. */
    DISCARDED,
    /** Somebody pauses a far side, a feed or a list. */
    PAUSED,
    /** Somebody lets a far side, a feed or a list go on. */
    RESUMED,
    /** Somebody aborts a list. */
    ABORTED,
    /** Somebody, or the schedule, asked for a comparison, which may repair. */
    RECONCILIATION_ASKED,
    /** The file could be written again; so many records could not be kept meanwhile. */
    NOT_RECORDED;

    /** As it stands in a record, such as {@code replay-asked}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
