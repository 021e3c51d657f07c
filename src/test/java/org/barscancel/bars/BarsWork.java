package org.barscancel.bars;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.json.Sample;

/** What this room does for each call to a far side, to be measured. */
public final class BarsWork {
    private static final byte[] APPOINTMENT = Sample.bytes("/examples/appointment/PUT-body.json");
    private static final byte[] POINTERS = Sample.bytes("/examples/document_reference/search-bundle.json");
    private static final String POINTER = "DocumentReference";

    private static final FarSide FAR_SIDE = Given.farSide();
    private static final Cancellation CANCELLATION = Given.withCategory("a1t1");
    private static final BarsCalls CALLS = new BarsCalls();
    private static final Call PUT = put();
    private static final Call SEARCH = CALLS.searchPointers(FAR_SIDE, CANCELLATION, POINTER + "?type=c");

    private static final Answers ANSWERS = new Answers(Clock.systemUTC());
    private static final Received SUCCESS = Given.answer(PUT, 200, APPOINTMENT, "ETag", "W/\"2\"");
    private static final Received DUPLICATE = Given.answer(PUT, 409, Given.outcome("REC_CONFLICT", "duplicate"));
    private static final Received PAUSE =
            new Received.Response(503, Map.of("retry-after", List.of("120")), Given.utf8("<html>Maintenance</html>"));

    private BarsWork() {}

    /** Derives the id of a write from what is written. */
    public static UUID deriveId() {
        return CallIds.write(CANCELLATION, "PUT", "Appointment/" + Given.APPOINTMENT_ID, APPOINTMENT);
    }

    /** Builds the PUT of an appointment, with its id and all its headers. */
    public static Call put() {
        return CALLS.putAppointment(FAR_SIDE, CANCELLATION, APPOINTMENT, "W/\"1\"");
    }

    /** Tells what an answer means that is a success. */
    public static Answer.Success judgeSuccess() {
        return (Answer.Success) ANSWERS.judge(PUT, SUCCESS);
    }

    /** Tells what an answer means that is an error in the published form. */
    public static Answer.Duplicate judgeOutcome() {
        return (Answer.Duplicate) ANSWERS.judge(PUT, DUPLICATE);
    }

    /** Tells what an answer means that something in between gave. */
    public static Answer.Unavailable judgePage() {
        return (Answer.Unavailable) ANSWERS.judge(PUT, PAUSE);
    }

    /** Reads the published page of a search. */
    public static SearchPage.Page readPage() {
        return (SearchPage.Page) SearchPages.read(POINTERS, SEARCH, POINTER);
    }
}
