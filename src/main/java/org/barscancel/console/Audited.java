package org.barscancel.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.barscancel.audit.AuditAction;

/** A call that the audit trail records, with its path's variables and what is searched for. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Audited {
    /** What it is. */
    AuditAction value();
}
