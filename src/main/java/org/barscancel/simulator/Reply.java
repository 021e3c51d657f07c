package org.barscancel.simulator;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answers, as text. HAPI would write its own parse of a resource, which loses what FHIR R4 does not
 * know (R4), so providers leave the text beside the call and {@link TextAnswers} writes it.
 *
 * @param body may be empty
 * @param stored the version it is about; null when it is about none
 */
record Reply(byte[] body, @Nullable Stored stored) {
    private static final String KEY = Reply.class.getName();

    void leaveAt(RequestDetails call) {
        call.getUserData().put(KEY, this);
    }

    static Optional<Reply> leftAt(RequestDetails call) {
        return Optional.ofNullable((Reply) call.getUserData().get(KEY));
    }
}
