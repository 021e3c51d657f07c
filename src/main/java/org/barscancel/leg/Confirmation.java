package org.barscancel.leg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.barscancel.appointment.AppointmentReader;
import org.barscancel.appointment.ReadAppointment;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;

/**
 * Whether the 2xx answer to a PUT confirms the change (R6): no body and an OperationOutcome without an error do, an
 * Appointment does when it has the status asked for. Anything else must be read again.
 */
public enum Confirmation {
    /** By the answer, and by a read when that shows another status. */
    ANSWER {
        @Override
        boolean confirms(Answer.Success answer, Cancellation cancellation) {
            if (answer.body().length == 0) {
                return true;
            }
            return isOutcomeWithoutError(answer.body())
                    || (AppointmentReader.read(answer.body(), cancellation.appointmentId(), null)
                                    instanceof ReadAppointment appointment
                            && appointment
                                    .status()
                                    .equals(cancellation.request().status().code()));
        }
    },
    /** Never by the answer: always by a read. */
    READ {
        @Override
        boolean confirms(Answer.Success answer, Cancellation cancellation) {
            return false;
        }
    },
    /** By any 2xx. */
    OFF {
        @Override
        boolean confirms(Answer.Success answer, Cancellation cancellation) {
            return true;
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    abstract boolean confirms(Answer.Success answer, Cancellation cancellation);

    private static boolean isOutcomeWithoutError(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree == null
                    || !"OperationOutcome".equals(tree.path("resourceType").asText())) {
                return false;
            }
            for (JsonNode issue : tree.path("issue")) {
                String severity = issue.path("severity").asText();
                if (severity.equals("error") || severity.equals("fatal")) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
