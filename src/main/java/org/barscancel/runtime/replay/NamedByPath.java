package org.barscancel.runtime.replay;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.barscancel.console.ProblemAnswer;
import org.springframework.http.HttpStatus;

/** Which cancellation the path of a call names that asks for something to be done with it. */
final class NamedByPath {
    private static final Pattern PATH =
            Pattern.compile("/cancellations/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/([a-z]+)");

    private NamedByPath() {}

    /** Empty when the path names none, or something else is to be done. */
    static Optional<UUID> id(Message message, String what) {
        Matcher path = PATH.matcher(message.getHeader(Exchange.HTTP_URI, "", String.class));
        return path.matches() && path.group(2).equals(what)
                ? Optional.of(UUID.fromString(path.group(1)))
                : Optional.empty();
    }

    static ProblemAnswer unknown() {
        return ProblemAnswer.of(HttpStatus.NOT_FOUND, "There is no cancellation of this id.", "Check the id.");
    }
}
