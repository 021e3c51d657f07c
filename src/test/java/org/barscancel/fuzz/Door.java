package org.barscancel.fuzz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/** A place where bytes from outside are read: the code that is tried with them, and the inputs that are kept for it. */
enum Door {
    JSON_REQUEST("request.JsonRequestFuzz"),
    CSV_REQUEST("request.CsvRequestFuzz"),
    HL7_MESSAGE("hl7.Hl7Fuzz"),
    BARS_JSON("request.BarsMessageFuzz"),
    BARS_XML("request.BarsMessageFuzz"),
    HTTP_CALL("intake.CallFuzz"),
    REPLAY("intake.ReplayFuzz"),
    MLLP_FRAMES("runtime.MllpFramesFuzz"),
    MLLP_REPLY("hl7.Hl7ReplyFuzz"),
    APPOINTMENT("appointment.AppointmentFuzz"),
    SEARCH("registry.SearchFuzz"),
    ANSWER("bars.AnswerFuzz"),
    TOKEN("credentials.TokenAnswerFuzz");

    private static final Path INPUTS = Path.of("src/test/resources/fuzz");

    private final String target;

    Door(String target) {
        this.target = "org.barscancel." + target;
    }

    /** The class whose {@code fuzzerTestOneInput} is called. */
    String target() {
        return target;
    }

    /** As folders and messages name it. */
    String named() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The inputs that are kept: seeds, what reached new code, and what once failed. */
    Path inputs() {
        return INPUTS.resolve(named());
    }

    /** Tries one input, in this JVM; what fails is thrown. */
    void attempt(byte[] input) throws Throwable {
        MethodHandle one = MethodHandles.publicLookup()
                .findStatic(
                        Class.forName(target), "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        one.invoke(input);
    }
}
