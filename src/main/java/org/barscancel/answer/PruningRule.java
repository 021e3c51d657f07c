package org.barscancel.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** What of a folder's content is old, and what of that must stay. */
interface PruningRule {
    /** What is to happen to a file. */
    enum Fate {
        /** It is young, or none of the program's. */
        STAYS,
        /** It is old, and something is still to happen to it. */
        NEEDED,
        GOES
    }

    Fate of(Path file, BasicFileAttributes attributes);

    /** Files that go right after a file, and stay when it cannot be removed. */
    default List<Path> after(Path file) {
        return List.of();
    }

    /** Whether anything in a folder may be old. */
    default boolean enters(Path folder) {
        return true;
    }

    /** Whether a folder goes once it is empty. */
    boolean goesWhenEmpty(Path folder) throws IOException;
}
