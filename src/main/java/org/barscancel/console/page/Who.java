package org.barscancel.console.page;

import org.barscancel.access.Caller;
import org.barscancel.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as the page needs it.
 *
 * @param name of the credential; null where none is asked for
 * @param requester whose cancellations alone are seen; null = everybody's
 * @param operates whether cancellations may be run again and the like
 * @param submits whether requests may be sent
 * @param signedIn whether there is a session to end
 */
record Who(@Nullable String name, @Nullable String requester, boolean operates, boolean submits, boolean signedIn) {
    static Who of(Caller caller, boolean signedIn) {
        return new Who(caller.name(), caller.requester(), caller.may(Role.OPERATE), caller.may(Role.SUBMIT), signedIn);
    }
}
