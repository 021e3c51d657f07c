package org.barscancel.cancellation;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids that are derived instead of drawn: the same fields give the same UUID, on every instance and after every restart.
 * They are RFC 4122 UUIDs of version 5 (SHA-1) in a namespace of this program's own.
 *
 * <p>Fields are written with their lengths, so that no two different lists of fields can run into one another.
 */
public final class NameBasedUuid {
    /** Never change it: ids of cancellations that are under way would change with it. */
    private static final UUID NAMESPACE = UUID.fromString("a8918874-e56b-4b28-96b6-18f91b8affc5");

    private NameBasedUuid() {}

    /**
     * Derives an id.
     *
     * @param kind what the id is for; keeps ids of different purposes apart
     * @param fields what the id stands for; null differs from empty
     */
    public static UUID of(String kind, @Nullable String... fields) {
        byte[] hash = digest("SHA-1", name(kind, fields));
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long high = (bytes.getLong() & ~0xF000L) | 0x5000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The SHA-256 of some bytes as hexadecimal text: a body as a field of an id. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    private static byte[] name(String kind, @Nullable String[] fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(NAMESPACE.getMostSignificantBits());
            out.writeLong(NAMESPACE.getLeastSignificantBits());
            write(out, kind);
            for (String field : fields) {
                write(out, field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable String field) throws IOException {
        if (field == null) {
            out.writeInt(-1);
            return;
        }
        out.writeInt(field.length());
        // UTF-16 units as they are: an encoder would make one and the same replacement of any broken surrogate.
        out.writeChars(field);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has " + algorithm, e);
        }
    }
}
