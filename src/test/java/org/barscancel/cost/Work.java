package org.barscancel.cost;

import java.util.Locale;
import java.util.function.Supplier;
import org.barscancel.appointment.AppointmentWork;
import org.barscancel.bars.BarsWork;
import org.barscancel.cancellation.CancellationWork;
import org.barscancel.hl7.Hl7Work;
import org.barscancel.registry.RegistryWork;
import org.barscancel.request.RequestWork;

/** A rule or a reader at work on a real input: what is measured of them, in the order of a cancellation. */
public enum Work {
    /** A request in JSON with every field. */
    READ_JSON(RequestWork::readJson),
    /** The demo's list of five requests in JSON. */
    READ_JSON_LIST(RequestWork::readJsonList),
    /** A request in JSON that might have been a BaRS message. */
    READ_DOCUMENT(RequestWork::readDocument),
    /** Twenty rows of CSV. */
    READ_CSV(RequestWork::readCsv),
    /** A BaRS message in JSON. */
    READ_BARS_JSON(RequestWork::readMessage),
    /** The published BaRS message in XML. */
    READ_BARS_XML(RequestWork::readXmlMessage),
    /** An HL7 v2 message of seven segments. */
    READ_HL7(Hl7Work::readMessage),
    /** A batch of nine HL7 v2 messages. */
    READ_HL7_BATCH(Hl7Work::readBatch),
    /** The acknowledgement of an HL7 v2 message. */
    ACKNOWLEDGE_HL7(Hl7Work::acknowledge),
    /** The id of a cancellation, from its message. */
    DERIVE_CANCELLATION_ID(CancellationWork::deriveId),
    /** A provider's answer to the read of an appointment. */
    READ_APPOINTMENT(AppointmentWork::read),
    /** A provider's answer to the read of a patient. */
    READ_PATIENT(AppointmentWork::readPatient),
    /** The decision to cancel an appointment, and the body of its PUT. */
    EDIT_APPOINTMENT(AppointmentWork::edit),
    /** The same with a reason in it. */
    EDIT_APPOINTMENT_WITH_REASON(AppointmentWork::editWithReason),
    /** The id of a write, from what is written. */
    DERIVE_REQUEST_ID(BarsWork::deriveId),
    /** The PUT of an appointment with its id and headers. */
    BUILD_PUT(BarsWork::put),
    /** What an answer means that is a success. */
    JUDGE_SUCCESS(BarsWork::judgeSuccess),
    /** What an answer means that is an OperationOutcome. */
    JUDGE_OUTCOME(BarsWork::judgeOutcome),
    /** What an answer means that is no FHIR at all. */
    JUDGE_PAGE(BarsWork::judgePage),
    /** A registry's answer to a search, with three pointers. */
    READ_SEARCH(BarsWork::readPage),
    /** Which of three pointers are an appointment's. */
    MATCH_POINTERS(RegistryWork::match),
    /** A pointer that is read, and the body of its PUT. */
    EDIT_POINTER(RegistryWork::edit),
    /** What a receiver acknowledged of a message of ours. */
    READ_HL7_REPLY(Hl7Work::readReply);

    @SuppressWarnings("ImmutableEnumChecker") // a method without an object
    private final Supplier<Object> once;

    Work(Supplier<Object> once) {
        this.once = once;
    }

    /** As pages and settings name it. */
    public String named() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Does it once; it fails when its input is no longer understood. */
    public Object once() {
        return once.get();
    }
}
