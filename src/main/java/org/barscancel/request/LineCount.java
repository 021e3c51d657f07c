package org.barscancel.request;

/** Counts lines and columns, from 1; a line ends with LF, CR, or both. */
final class LineCount {
    private int line = 1;
    private int column = 1;
    private boolean afterCr;

    void count(char c) {
        if (c == '\r' || (c == '\n' && !afterCr)) {
            line++;
            column = 1;
        } else if (c != '\n') {
            column++;
        }
        afterCr = c == '\r';
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
