package org.barscancel.bars;

/** Header values that are safe to send: a line break in one would start another header. */
final class HeaderValues {
    private HeaderValues() {}

    /** Whether a value is of printable ASCII only. */
    static boolean isSafe(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /**
     * The value itself.
     *
     * @throws IllegalArgumentException when it is not safe; names the header, not the value
     */
    static String require(String name, String value) {
        if (!isSafe(value)) {
            throw new IllegalArgumentException(name + " may hold printable ASCII characters only");
        }
        return value;
    }
}
