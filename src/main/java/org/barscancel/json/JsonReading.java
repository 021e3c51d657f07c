package org.barscancel.json;

/** What came of reading bytes as one JSON object. */
public sealed interface JsonReading permits JsonText, JsonReading.NotJson {
    /**
     * The bytes are no JSON object that may be worked on.
     *
     * @param why a sentence fragment that follows "the answer", such as "is not a JSON object"; never content (R23)
     */
    record NotJson(String why) implements JsonReading {}
}
