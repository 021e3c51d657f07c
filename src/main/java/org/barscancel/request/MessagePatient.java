package org.barscancel.request;

import static org.barscancel.request.MessageBundle.identifiers;
import static org.barscancel.request.MessageBundle.isA;
import static org.barscancel.request.MessageBundle.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.problem.ProblemCode;

/** Whose appointment a message is about: who takes part in it, or else the one patient of the message. */
record MessagePatient(MessageBundle bundle) {
    /**
     * The NHS number; empty when the message has none.
     *
     * @throws BarsMessage.Refused when it has several
     */
    String nhsNumber(JsonNode appointment) throws BarsMessage.Refused {
        Set<String> numbers = MessageBundle.elements(appointment.path("participant"))
                .map(participant -> participant.path("actor"))
                .flatMap(actor -> Stream.concat(
                        identifiers(actor.path("identifier"), NhsNumber.SYSTEM),
                        ofPatient(bundle.resolve(appointment, text(actor, "reference")))))
                .collect(Collectors.toSet());
        if (numbers.isEmpty()) {
            numbers = bundle.resources("Patient").stream()
                    .flatMap(MessagePatient::ofPatient)
                    .collect(Collectors.toSet());
        }
        if (numbers.size() > 1) {
            throw new BarsMessage.Refused(ProblemCode.AMBIGUOUS, "The message names more than one NHS number.");
        }
        return numbers.stream().findFirst().orElse("");
    }

    private static Stream<String> ofPatient(JsonNode patient) {
        return isA(patient, "Patient")
                ? identifiers(patient.path("identifier"), NhsNumber.SYSTEM).map(NhsNumber::together)
                : Stream.empty();
    }
}
