package org.barscancel.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An NHS number: ten digits of which the last is a modulus-11 check digit (R8). Its text form is masked, so that it
 * cannot slip into a log (R23); ask for {@link #value()} where the number itself is meant.
 *
 * @param value the ten digits
 */
public record NhsNumber(@JsonValue String value) {
    /** The identifier system of NHS numbers. */
    public static final String SYSTEM = "https://fhir.nhs.uk/Id/nhs-number";

    private static final int DIGITS = 10;
    private static final Pattern IN_A_TEXT = Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){9}(?!\\d)");

    /**
     * Accepts valid numbers only.
     *
     * @throws IllegalArgumentException when the value is no NHS number; the message does not repeat it
     */
    @JsonCreator
    public NhsNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an NHS number");
        }
    }

    /** The NHS number in a text that may hold blanks and hyphens between the digits, when it is one. */
    public static Optional<NhsNumber> parse(String text) {
        String digits = together(text);
        return isValid(digits) ? Optional.of(new NhsNumber(digits)) : Optional.empty();
    }

    /** A text without the blanks and hyphens that are written between the digits. */
    public static String together(String text) {
        return text.replace(" ", "").replace("-", "");
    }

    /** Whether something in a text may be an NHS number, with blanks and hyphens between the digits or without (R23). */
    public static boolean standsIn(String text) {
        return IN_A_TEXT.matcher(text).results().anyMatch(digits -> parse(digits.group())
                .isPresent());
    }

    private static boolean isValid(String value) {
        if (value.length() != DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        if (value.chars().allMatch(c -> c == '0')) {
            // Ten zeros pass the check, but are a placeholder.
            return false;
        }
        int sum = 0;
        for (int i = 0; i < DIGITS - 1; i++) {
            sum += (value.charAt(i) - '0') * (DIGITS - i);
        }
        int check = (11 - sum % 11) % 11;
        return check != 10 && check == value.charAt(DIGITS - 1) - '0';
    }

    @Override
    public String toString() {
        return "NhsNumber[masked]";
    }
}
