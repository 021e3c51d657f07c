package org.barscancel.hl7;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.barscancel.request.Reason;
import org.barscancel.request.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed says why an appointment was cancelled. SCH-7 is no such place: it says why the appointment was made, which
 * is clinical.
 */
public final class ReasonRule {
    /** SCH-6, without a meaning of local codes. */
    public static final ReasonRule USUAL = new ReasonRule(Place.SCH_6, Map.of());

    private static final int LONGEST_TEXT = 1000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");

    private final Place place;
    private final Map<String, Reason> codes;

    /** The places a reason may be taken from. */
    public enum Place {
        /** The event reason. */
        SCH_6,
        /** The comments that follow SCH. */
        NTE_3,
        /** No reason is taken. */
        NONE
    }

    /**
     * Makes a rule.
     *
     * @param place where the reason stands
     * @param codes what local codes mean: by SCH-6's first component (or the whole comment), a reason with system and code
     * @throws IllegalArgumentException when a code has no meaning, or one that no request may have
     */
    public ReasonRule(Place place, Map<String, Reason> codes) {
        codes.forEach((local, meaning) -> {
            if (local.isBlank() || meaning.system() == null || meaning.code() == null) {
                throw new IllegalArgumentException(
                        "The reason code '" + local + "' must not be blank, and must be given a system and a code");
            }
            SettingsCheck.require(coded(new RequestFields(), "the reason code '" + local + "'", meaning));
        });
        this.place = place;
        this.codes = Map.copyOf(codes);
    }

    void read(Segments message, RequestFields request) {
        switch (place) {
            case SCH_6 -> event(message.all("SCH"), request);
            case NTE_3 -> put("NTE-3", comment(message), null, request);
            case NONE -> {}
        }
    }

    private void event(List<Segment> schedule, RequestFields request) {
        if (schedule.isEmpty()) {
            return;
        }
        String code = schedule.get(0).value(6, 1);
        String text = schedule.get(0).value(6, 2);
        put("SCH-6", code, text, request);
    }

    private static @Nullable String comment(Segments message) {
        String comment = message.notes().stream()
                .flatMap(note -> note.repetitions(3).stream().map(line -> note.value(line, 1, 1)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return comment.isEmpty() ? null : comment;
    }

    private void put(String where, @Nullable String code, @Nullable String text, RequestFields request) {
        Reason known = code == null ? null : codes.get(code);
        if (known != null) {
            coded(request, where, known);
        }
        String words = text != null ? text : known != null ? known.text() : code;
        request.put("reason.text", where, words == null ? null : bounded(words));
    }

    private static RequestFields coded(RequestFields fields, String where, Reason meaning) {
        return fields.put("reason.system", where, meaning.system())
                .put("reason.code", where, meaning.code())
                .put("reason.display", where, meaning.display());
    }

    /**
     * A comment that is too long for a reason, or holds control characters (Windows-1252 sent as 8859/1), is no ground to
     * refuse the cancellation.
     */
    private static String bounded(String comment) {
        String text = CONTROL.matcher(comment).replaceAll("\uFFFD");
        if (text.codePointCount(0, text.length()) <= LONGEST_TEXT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }
}
