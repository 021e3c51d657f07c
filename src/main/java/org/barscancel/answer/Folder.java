package org.barscancel.answer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is written to below, by names that come from outside; none of them leads out of it.
 *
 * @param root the folder
 */
record Folder(Path root) {
    /** What nearly every file system takes as the name of one file. */
    private static final int MAX_NAME_BYTES = 255;

    Folder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The place of a file in a subfolder.
     *
     * @throws IllegalArgumentException when a name is none or leads elsewhere; the message does not repeat it
     */
    Path place(@Nullable String subfolder, String fileName) {
        Path folder = root;
        if (subfolder != null && !subfolder.isEmpty()) {
            for (String level : subfolder.split("/", -1)) {
                folder = child(folder, level);
            }
        }
        return child(folder, fileName);
    }

    /** As {@link #place}, with its folder made ready and seen to lie below the root, links followed. */
    Path prepare(@Nullable String subfolder, String fileName) throws IOException {
        Path place = place(subfolder, fileName);
        Path parent = place.resolveSibling(".").normalize();
        Files.createDirectories(root);
        Files.createDirectories(parent);
        if (!parent.toRealPath().startsWith(root.toRealPath())) {
            throw new IllegalArgumentException("A subfolder leads out of " + root.getFileName());
        }
        return place;
    }

    /** A name with something before and after it, shortened in the middle where it would be too long for a file. */
    static String fitting(String before, String name, String after) {
        int room = MAX_NAME_BYTES - bytes(before) - bytes(after);
        int end = name.length();
        while (end > 0 && bytes(name.substring(0, end)) > room) {
            end = name.offsetByCodePoints(end, -1);
        }
        return before + name.substring(0, end) + after;
    }

    private static Path child(Path parent, String name) {
        try {
            Path child = parent.resolve(name).normalize();
            if (parent.equals(child.getParent()) && child.endsWith(name)) {
                return child;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Not a file name: " + e.getReason());
        }
        throw new IllegalArgumentException("Not the name of a file in its folder");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
