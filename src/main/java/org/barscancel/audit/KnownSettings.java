package org.barscancel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings of the last start, in a sealed file, to tell at the next one what has changed. Of a secret its seal alone is
 * kept.
 */
public final class KnownSettings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};
    private static final String SEALED = "sealed:";
    private static final String ABSENT = "(absent)";

    /** By its name; or an address with a password in it, whatever the name. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)password|secret|token|key|credential|username|properties");

    private static final Pattern SECRET_VALUE = Pattern.compile("(?i)@|password|secret|token|-----BEGIN");

    private final Path folder;
    private final AuditKey key;

    /**
     * Sets up the memory.
     *
     * @param folder the trail's own
     * @param key seals the file
     */
    public KnownSettings(Path folder, AuditKey key) {
        this.folder = folder;
        this.key = key;
    }

    /**
     * What differs from the last start, by name: what it was and is, or {@code changed} for a secret. These settings are
     * the known ones from now on.
     *
     * @throws IOException when they cannot be kept
     */
    public SortedMap<String, Object> changes(Map<String, String> settings) throws IOException {
        SortedMap<String, String> now = new TreeMap<>();
        settings.forEach((name, value) -> now.put(name, kept(name, value)));
        Optional<SortedMap<String, String>> before = read();
        SortedMap<String, Object> changes = new TreeMap<>();
        if (before.isEmpty()) {
            changes.put("settings", "those of the last start are not known");
        } else {
            TreeSet<String> names = new TreeSet<>(before.get().keySet());
            names.addAll(now.keySet());
            for (String name : names) {
                String was = before.get().getOrDefault(name, ABSENT);
                String is = now.getOrDefault(name, ABSENT);
                if (!was.equals(is)) {
                    boolean secret = was.startsWith(SEALED) || is.startsWith(SEALED);
                    changes.put(name, secret ? "changed" : was + " -> " + is);
                }
            }
        }
        if (!changes.isEmpty()) {
            write(now);
        }
        return changes;
    }

    private String kept(String name, String value) {
        boolean secret =
                SECRET_NAME.matcher(name).find() || SECRET_VALUE.matcher(value).find();
        return secret && !value.isEmpty() ? SEALED + key.seal(name + "=" + value) : Shown.of(value);
    }

    private Optional<SortedMap<String, String>> read() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] lines = Files.readString(file).split("\n", 2);
        if (lines.length < 2 || !lines[1].strip().equals(key.seal(lines[0]))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(lines[0], MAP));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private void write(SortedMap<String, String> settings) throws IOException {
        AuditFile.makeFolder(folder);
        String text = JSON.writeValueAsString(settings);
        Path fresh = folder.resolve(".settings.tmp");
        Files.deleteIfExists(fresh);
        try (AuditFile file = new AuditFile(fresh)) {
            file.append(text + "\n" + key.seal(text) + "\n");
            file.force();
        }
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file() {
        return folder.resolve("settings.json");
    }
}
