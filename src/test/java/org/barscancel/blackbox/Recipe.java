package org.barscancel.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A recipe of {@code docs/wiring-a-pas.md}, as it stands there.
 *
 * @param blocks what it shows, in order
 */
record Recipe(List<Block> blocks) {
    private static final Path PAGE = Path.of("docs", "wiring-a-pas.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /** A block of code in some language. */
    record Block(String language, String text) {}

    /**
     * Reads it from the page.
     *
     * @param title the heading
     * @param addresses what stands for what on this machine
     */
    static Recipe of(String title, Map<String, String> addresses) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## " + title + "\n");
        int end = page.indexOf("\n## ", start + 1);
        List<Block> blocks = new ArrayList<>();
        BLOCK.matcher(page.substring(start, end)).results().forEach(found -> {
            String text = found.group(2);
            for (Map.Entry<String, String> address : addresses.entrySet()) {
                text = text.replace(address.getKey(), address.getValue());
            }
            blocks.add(new Block(found.group(1), text));
        });
        return new Recipe(blocks);
    }

    /** The only block of a language. */
    String the(String language) {
        List<String> found = blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("One block of " + language + " is expected");
        }
        return found.get(0);
    }
}
