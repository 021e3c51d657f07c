package org.barscancel.audit;

import java.util.regex.Pattern;
import org.barscancel.request.NhsNumber;

/** What callers wrote, as far as it may be kept (R23): an NHS number put where a name belongs must not stay for years. */
final class Shown {
    private static final String WITHHELD = "(withheld)";
    private static final int LONGEST = 400;

    /** Ids of our own, which may hold ten digits in a row. */
    private static final Pattern OWN = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?:http)?\\d{8}T\\d{9}[0-9a-f]{8}");

    private Shown() {}

    static String of(String text) {
        if (OWN.matcher(text).matches()) {
            return text;
        }
        if (text.length() > LONGEST || NhsNumber.standsIn(text)) {
            return WITHHELD;
        }
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "_");
    }
}
