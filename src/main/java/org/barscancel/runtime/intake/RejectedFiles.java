package org.barscancel.runtime.intake;

import java.util.Map;
import org.barscancel.answer.ErrorFiles;
import org.barscancel.audit.Actor;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.intake.ClaimedFile;
import org.barscancel.intake.FileArrival;

/** Explains files that cannot be read. */
public final class RejectedFiles {
    private final ErrorFiles errors;
    private final Audit audit;

    RejectedFiles(ErrorFiles errors, Audit audit) {
        this.errors = errors;
        this.audit = audit;
    }

    /** Writes the reason where the original will lie. */
    public void explain(FileArrival.Unreadable unreadable) {
        ClaimedFile file = unreadable.file();
        audit.note(new AuditEntry(
                Actor.of(file.channel(), file.requester()),
                AuditAction.SUBMITTED,
                Map.of(
                        "batchId", file.claim(),
                        "problem", unreadable.reading().problem().code().code())));
        errors.write(
                file.claim(),
                file.requester(),
                file.name(),
                unreadable.reading(),
                unreadable.event().at());
    }
}
