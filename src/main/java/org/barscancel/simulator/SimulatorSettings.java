package org.barscancel.simulator;

import java.util.HashSet;
import java.util.Set;

/**
 * How strict the simulator is, and which of the published ways it answers in.
 *
 * @param strictHeaders whether a call without the BaRS headers is refused (R18, R19)
 * @param strictChanges whether a PUT that changes more than {@code changeable} is refused with 422 (R4), and a PUT that
 *     changes a pointer's patient, type or custodian with 400
 * @param changeable JSON pointers of what a PUT of an Appointment may change, with all that lies below
 * @param putAnswer what a PUT of an Appointment is answered with (R6)
 * @param registryTakesUpdates whether a pointer may get another status than {@code current}; NRL refuses it (R11)
 * @param typedBodies whether HAPI must be able to parse a PUT's body; off for resources that HAPI refuses and R4 wants
 *     to survive
 * @param recordLimit how many calls are remembered; older ones are forgotten first
 */
public record SimulatorSettings(
        boolean strictHeaders,
        boolean strictChanges,
        Set<String> changeable,
        PutAnswer putAnswer,
        boolean registryTakesUpdates,
        boolean typedBodies,
        int recordLimit) {
    private static final Set<String> STATUS_AND_TIME = Set.of("/status", "/meta/lastUpdated", "/meta/versionId");

    /** What a successful PUT of an Appointment is answered with. All three are seen in the wild (R6). */
    public enum PutAnswer {
        /** The Appointment as it is now. */
        APPOINTMENT,
        /** An OperationOutcome with severity {@code information}. */
        OPERATION_OUTCOME,
        /** No body. */
        EMPTY
    }

    /** Copies the set, so that a record cannot change under its holder. */
    public SimulatorSettings {
        changeable = Set.copyOf(changeable);
    }

    /** Everything strict: what the {@code demo} profile runs with. */
    public static SimulatorSettings strict() {
        return new SimulatorSettings(true, true, STATUS_AND_TIME, PutAnswer.APPOINTMENT, false, true, 1_000);
    }

    /** The same with that strictness of headers. */
    public SimulatorSettings withStrictHeaders(boolean value) {
        return new SimulatorSettings(
                value, strictChanges, changeable, putAnswer, registryTakesUpdates, typedBodies, recordLimit);
    }

    /** The same with that strictness of changes. */
    public SimulatorSettings withStrictChanges(boolean value) {
        return new SimulatorSettings(
                strictHeaders, value, changeable, putAnswer, registryTakesUpdates, typedBodies, recordLimit);
    }

    /** The same, and a PUT may also change that, for example {@code /reasonCode}, {@code /cancelationReason} or {@code /_status}. */
    public SimulatorSettings withChangeable(String... pointers) {
        Set<String> more = new HashSet<>(changeable);
        more.addAll(Set.of(pointers));
        return new SimulatorSettings(
                strictHeaders, strictChanges, more, putAnswer, registryTakesUpdates, typedBodies, recordLimit);
    }

    /** The same with that answer to a PUT. */
    public SimulatorSettings withPutAnswer(PutAnswer value) {
        return new SimulatorSettings(
                strictHeaders, strictChanges, changeable, value, registryTakesUpdates, typedBodies, recordLimit);
    }

    /** The same with a registry that takes updates, or does not. */
    public SimulatorSettings withRegistryTakesUpdates(boolean value) {
        return new SimulatorSettings(
                strictHeaders, strictChanges, changeable, putAnswer, value, typedBodies, recordLimit);
    }

    /** The same with PUT bodies that HAPI must parse, or need not. */
    public SimulatorSettings withTypedBodies(boolean value) {
        return new SimulatorSettings(
                strictHeaders, strictChanges, changeable, putAnswer, registryTakesUpdates, value, recordLimit);
    }

    /** The same with room for that many calls. */
    public SimulatorSettings withRecordLimit(int value) {
        return new SimulatorSettings(
                strictHeaders, strictChanges, changeable, putAnswer, registryTakesUpdates, typedBodies, value);
    }
}
