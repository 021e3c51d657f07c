package org.barscancel.answer;

/** Text that a spreadsheet shows and does not run. */
final class SpreadsheetText {
    private static final String FORMULA = "=+-@\t\r\n";
    private static final char GUARD = '\'';

    private SpreadsheetText() {}

    /**
     * A cell's text with an apostrophe before it where a spreadsheet might take it for a formula. What begins with an
     * apostrophe gets one more, so that taking one off always gives back the text.
     */
    static String guarded(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String visible = text.stripLeading();
        boolean dangerous = FORMULA.indexOf(text.charAt(0)) >= 0
                || text.charAt(0) == GUARD
                || (!visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0);
        return dangerous ? GUARD + text : text;
    }
}
