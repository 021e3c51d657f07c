package org.barscancel.atrest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers in a file which keys have encrypted, the last one first, each with a word that only it can read: so a key that
 * is missing, or another one under its name, is noticed before a message is read with it.
 */
public final class KeyMemory {
    private static final String KIND = "check";
    private static final String WORD = "bars-cancel";

    private final Path file;

    /** @param file where it is kept; need not be there */
    public KeyMemory(Path file) {
        this.file = file;
    }

    /** What is known of the keys that were used and are configured no more: their names, the last one used first. */
    public record Missing(List<String> names, boolean lastOne) {
        /** Copies the list. */
        public Missing {
            names = List.copyOf(names);
        }
    }

    /**
     * Compares the keys with those that were used.
     *
     * @throws SealedException when a key is another one than that which had its name
     * @throws IOException when the file cannot be read
     */
    public Missing compare(AtRestKeys keys) throws IOException {
        Map<String, String> used = used();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> one : used.entrySet()) {
            if (!keys.names().contains(one.getKey())) {
                missing.add(one.getKey());
            } else if (!WORD.equals(new SealedTexts(keys).open(KIND, one.getValue()))) {
                throw new SealedException("The check of the key '" + one.getKey() + "' holds another word");
            }
        }
        return new Missing(
                missing,
                !used.isEmpty() && missing.contains(used.keySet().iterator().next()));
    }

    /**
     * Keeps those that are configured and were used or will be.
     *
     * @throws IOException when the file cannot be written
     */
    public void keep(AtRestKeys keys) throws IOException {
        Map<String, String> kept = new LinkedHashMap<>();
        keys.current().ifPresent(id -> kept.put(id, new SealedTexts(keys).seal(KIND, WORD)));
        used().forEach((id, check) -> {
            if (keys.names().contains(id)) {
                kept.putIfAbsent(id, check);
            }
        });
        if (kept.isEmpty()) {
            return;
        }
        Path fresh = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        OwnerOnly.write(fresh, (String.join("\n", kept.values()) + "\n").getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> used() throws IOException {
        Map<String, String> used = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                SealHeader.of(line).ifPresent(header -> used.put(header.keyId(), line));
            }
        }
        return used;
    }
}
