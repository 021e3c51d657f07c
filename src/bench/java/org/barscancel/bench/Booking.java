package org.barscancel.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the appointments that the far sides hold. Its number is in its id and in its patient's NHS number, so the stub needs no
 * memory of which is whose.
 *
 * @param number 0 to 999,999; not every one has a valid NHS number
 */
record Booking(int number) {
    /** The range that is set aside for tests, without its last seven digits. */
    private static final String TEST_RANGE = "999";

    private static final int NUMBERS = 1_000_000;
    private static final int MODULUS = 11;
    private static final int DIGITS = 9;

    /** So many of them, from a first one on, always the same. */
    static List<Booking> some(int first, int howMany) {
        return IntStream.range(0, NUMBERS)
                .filter(number -> checkDigit(base(number)) < MODULUS - 1)
                .skip(first)
                .limit(howMany)
                .mapToObj(Booking::new)
                .toList();
    }

    static Booking ofId(String id) {
        return new Booking(Integer.parseInt(id.substring(id.indexOf('-') + 1)));
    }

    static Booking ofNhsNumber(String nhsNumber) {
        return new Booking(Integer.parseInt(nhsNumber.substring(TEST_RANGE.length(), DIGITS)));
    }

    String appointmentId() {
        return "appointment-" + number;
    }

    String pointerId() {
        return "pointer-" + number;
    }

    String nhsNumber() {
        String base = base(number);
        return base + checkDigit(base);
    }

    private static String base(int number) {
        return TEST_RANGE + String.format("%06d", number);
    }

    /** By modulus 11; 10 means that no number begins like this. */
    private static int checkDigit(String base) {
        int sum = IntStream.range(0, DIGITS)
                .map(place -> (base.charAt(place) - '0') * (DIGITS + 1 - place))
                .sum();
        return (MODULUS - sum % MODULUS) % MODULUS;
    }
}
