package org.barscancel.request;

/** The form of a CSV input as a whole, before any of its rows is taken. */
public sealed interface CsvForm {
    /**
     * Every row can be told from the next.
     *
     * @param rows how many there are, from 1
     */
    record Sound(int rows) implements CsvForm {}

    /** The input cannot be read, not even in part: where a row ends is not certain. */
    record Broken(Reading.Unreadable reading) implements CsvForm {}
}
