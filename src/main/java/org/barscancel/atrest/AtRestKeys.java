package org.barscancel.atrest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys for what lies on disk, by their names: one encrypts, all of them decrypt, so that they can be changed. */
public final class AtRestKeys {
    private final Map<String, AtRestKey> keys = new LinkedHashMap<>();
    private final boolean encrypt;

    private AtRestKeys(boolean encrypt) {
        this.encrypt = encrypt;
    }

    /** No keys: nothing is encrypted, and nothing encrypted can be read. */
    public static AtRestKeys none() {
        return new AtRestKeys(false);
    }

    /**
     * Reads keys.
     *
     * @param entries each {@code <id>:<Base64 of 32 bytes>}, or the path of a file that holds this
     * @param encrypt whether the first one encrypts; otherwise they decrypt only
     * @throws IllegalArgumentException when one cannot be read, or two have one name; the message shows no key
     */
    public static AtRestKeys of(List<String> entries, boolean encrypt) {
        AtRestKeys read = new AtRestKeys(encrypt);
        for (String entry : entries) {
            AtRestKey key = AtRestKey.read(entry);
            if (read.keys.put(key.id(), key) != null) {
                throw new IllegalArgumentException("two keys have the name " + key.id());
            }
        }
        return read;
    }

    /** Whether an entry names a file, and is not the key itself. */
    public static boolean isFile(String entry) {
        return AtRestKey.isFile(entry);
    }

    /** The name of the key that encrypts; empty when nothing is encrypted. */
    public Optional<String> current() {
        return currentKey().map(AtRestKey::id);
    }

    /** The names of all keys. */
    public Set<String> names() {
        return Set.copyOf(keys.keySet());
    }

    Optional<AtRestKey> currentKey() {
        return encrypt ? keys.values().stream().findFirst() : Optional.empty();
    }

    /**
     * The key that a header names.
     *
     * @throws SealedException when it is not among these
     */
    AtRestKey named(SealHeader header) throws SealedException {
        AtRestKey key = keys.get(header.keyId());
        if (key == null) {
            throw new SealedException(
                    "It is encrypted with the key '" + header.keyId() + "', which is not in bars.at-rest.keys");
        }
        return key;
    }
}
