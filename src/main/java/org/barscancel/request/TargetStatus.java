package org.barscancel.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The two statuses a request may ask for (R3). */
public enum TargetStatus {
    /** The booking was meant; circumstances changed. */
    CANCELLED("cancelled"),
    /** The booking was a mistake. */
    ENTERED_IN_ERROR("entered-in-error");

    private final String code;

    TargetStatus(String code) {
        this.code = code;
    }

    /** The FHIR code of {@code Appointment.status}. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The other one of the two. */
    public TargetStatus other() {
        return this == CANCELLED ? ENTERED_IN_ERROR : CANCELLED;
    }

    /** The status of that FHIR code, when it is one that may be asked for. */
    public static Optional<TargetStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equals(code))
                .findFirst();
    }

    @JsonCreator
    static TargetStatus require(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("Not a target status"));
    }
}
