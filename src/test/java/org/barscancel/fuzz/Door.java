package org.barscancel.fuzz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.barscancel.appointment.AppointmentFuzz;
import org.barscancel.bars.AnswerFuzz;
import org.barscancel.credentials.TokenAnswerFuzz;
import org.barscancel.hl7.Hl7Fuzz;
import org.barscancel.hl7.Hl7ReplyFuzz;
import org.barscancel.intake.CallFuzz;
import org.barscancel.intake.ReplayFuzz;
import org.barscancel.registry.SearchFuzz;
import org.barscancel.request.BarsMessageFuzz;
import org.barscancel.request.CsvRequestFuzz;
import org.barscancel.request.JsonRequestFuzz;
import org.barscancel.runtime.intake.MllpFramesFuzz;

/** A place where bytes from outside are read: the code that is tried with them, and the inputs that are kept for it. */
enum Door {
    JSON_REQUEST(JsonRequestFuzz.class),
    CSV_REQUEST(CsvRequestFuzz.class),
    HL7_MESSAGE(Hl7Fuzz.class),
    BARS_JSON(BarsMessageFuzz.class),
    BARS_XML(BarsMessageFuzz.class),
    HTTP_CALL(CallFuzz.class),
    REPLAY(ReplayFuzz.class),
    MLLP_FRAMES(MllpFramesFuzz.class),
    MLLP_REPLY(Hl7ReplyFuzz.class),
    APPOINTMENT(AppointmentFuzz.class),
    SEARCH(SearchFuzz.class),
    ANSWER(AnswerFuzz.class),
    TOKEN(TokenAnswerFuzz.class);

    private static final Path INPUTS = Path.of("src/test/resources/fuzz");

    private final Class<?> target;

    Door(Class<?> target) {
        this.target = target;
    }

    /** The class whose {@code fuzzerTestOneInput} is called. */
    String target() {
        return target.getName();
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
                .findStatic(target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        one.invoke(input);
    }
}
