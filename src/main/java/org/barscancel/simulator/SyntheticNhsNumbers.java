package org.barscancel.simulator;

import java.util.stream.IntStream;

/** NHS numbers of the range that is never issued, 999 to begin with, with a valid check digit (R8). */
final class SyntheticNhsNumbers {
    private static final int FIRST = 999_000_000;

    private SyntheticNhsNumbers() {}

    /** The number of that place, from 1. */
    static String get(int place) {
        int nine = IntStream.iterate(FIRST + 1, candidate -> candidate + 1)
                .filter(candidate -> check(candidate) != 10)
                .skip(place - 1L)
                .findFirst()
                .orElseThrow();
        return nine + Integer.toString(check(nine));
    }

    /** The modulus-11 check digit of nine digits; 10 when there is none. */
    private static int check(int nine) {
        int sum = 0;
        for (int weight = 2, rest = nine; weight <= 10; weight++, rest /= 10) {
            sum += weight * (rest % 10);
        }
        return (11 - sum % 11) % 11;
    }
}
