package org.barscancel.runtime;

import org.barscancel.answer.ErrorFiles;
import org.barscancel.intake.ClaimedFile;
import org.barscancel.intake.FileArrival;

/** Explains files that cannot be read. */
public final class RejectedFiles {
    private final ErrorFiles errors;

    RejectedFiles(ErrorFiles errors) {
        this.errors = errors;
    }

    /** Writes the reason where the original will lie. */
    public void explain(FileArrival.Unreadable unreadable) {
        ClaimedFile file = unreadable.file();
        errors.write(
                file.claim(),
                file.requester(),
                file.name(),
                unreadable.reading(),
                unreadable.event().at());
    }
}
