package org.barscancel.blackbox;

/** A way into the program, and how many requests a parcel for it holds. */
enum Door {
    JSON_FILE(1),
    LIST_FILE(8),
    CSV_FILE(12),
    HL7_FILE(3),
    QUEUE(1),
    MLLP(1),
    HTTP(1);

    private final int size;

    Door(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    boolean isFolder() {
        return this == JSON_FILE || this == LIST_FILE || this == CSV_FILE || this == HL7_FILE;
    }
}
