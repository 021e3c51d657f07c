package org.barscancel.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.barscancel.request.NhsNumber;

/**
 * What a person says about something that they discard. It stays in the ledger and is shown to whoever sees the result, so
 * it may not name a patient by number (R23); a name cannot be told from other words.
 */
final class DiscardNote {
    static final String FIELD = "note";

    private static final int LONGEST = 500;

    static final String RULE = "note must be a text of 1 to " + LONGEST
            + " printable characters, without an NHS number (ten digits in a row may be one)";

    /** Control, format and unassigned characters, lone surrogates, line and paragraph separators. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** What people write between the digits of a number. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\p{Z}\\p{Pd}./_]{1,2}(?=\\d)");

    private DiscardNote() {}

    /** The note, without blanks around it; empty when it is none. */
    static Optional<String> of(JsonNode given) {
        if (!given.isTextual()) {
            return Optional.empty();
        }
        String note = given.textValue().strip();
        boolean fits = !note.isEmpty()
                && note.length() <= LONGEST
                && !NOT_PRINTABLE.matcher(note).find();
        return fits && !namesPatient(note) ? Optional.of(note) : Optional.empty();
    }

    /** However its digits look: full-width ones are folded. */
    private static boolean namesPatient(String note) {
        String plain = Normalizer.normalize(note, Normalizer.Form.NFKC);
        return NhsNumber.standsIn(plain)
                || NhsNumber.standsIn(BETWEEN_DIGITS.matcher(plain).replaceAll("-"));
    }
}
