package org.barscancel.atrest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/**
 * Encrypts files in parts, so that none has to fit into memory: a {@link SealHeader}, a line end, and the parts. The kind is
 * {@code file/} and the claim that the file's name begins with, so that one cannot be passed off as another.
 */
public final class SealedFiles {
    private static final String KIND = "file/";

    private final AtRestKeys keys;

    /** Sets it up with these keys. */
    public SealedFiles(AtRestKeys keys) {
        this.keys = keys;
    }

    /** Whether {@link #seal} encrypts. */
    public boolean encrypts() {
        return keys.current().isPresent();
    }

    /**
     * Writes a file encrypted to another place, on disk on return; what lies there is replaced.
     *
     * @param place its name begins with the claim
     * @throws IOException when it cannot be written; then nothing new lies there
     * @throws IllegalStateException when no key encrypts
     */
    public void seal(Path file, Path place) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            seal(in, place);
        }
    }

    /** The same of what is read from elsewhere, which may be the file that lies in that place. */
    public void seal(InputStream content, Path place) throws IOException {
        write(place, ".sealing", OwnerOnly.file(), out -> {
            // Its end is marked when it is closed, and the file must stay open for a last word to the disk.
            try (OutputStream sealing = sealing(place, new Unclosed(out))) {
                content.transferTo(sealing);
            }
        });
    }

    /**
     * What encrypts all that is written to it, and hands it on to a file.
     *
     * @param place the file; its name begins with the claim
     * @param out writes to it; closed with what is returned
     * @throws IllegalStateException when no key encrypts
     */
    public OutputStream sealing(Path place, OutputStream out) throws IOException {
        AtRestKey key = keys.currentKey().orElseThrow(() -> new IllegalStateException("No key encrypts"));
        SealHeader header = new SealHeader(kind(place), key.id());
        out.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            return key.files().newEncryptingStream(out, header.bytes());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A file cannot be encrypted", impossible);
        }
    }

    /**
     * Writes a file decrypted to another place, on disk on return; what lies there is replaced.
     *
     * @throws SealedException when it cannot be read; then nothing new lies there
     */
    public void unseal(Path file, Path place) throws IOException {
        try (InputStream in = open(file)) {
            write(place, ".opening", new FileAttribute<?>[0], in::transferTo);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Path place, String ending, FileAttribute<?>[] rights, Content content)
            throws IOException {
        // One name for each place: what a program that was killed has left is written over.
        Path hidden = place.resolveSibling("." + claim(place) + ending);
        try {
            Files.deleteIfExists(hidden);
            try (FileChannel channel =
                    FileChannel.open(hidden, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(hidden);
        }
        OwnerOnly.force(place);
    }

    /** Whether a file was encrypted by this program under its name; a file that others wrote can only look like one. */
    public boolean isSealed(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return header(in).filter(header -> header.kind().equals(kind(file))).isPresent();
        }
    }

    /**
     * Reads a file that others may have written: decrypted if it is {@linkplain #isSealed encrypted}, whatever else it looks
     * like.
     *
     * @throws SealedException as {@link #open}
     */
    public InputStream openGiven(Path file) throws IOException {
        return isSealed(file) ? open(file) : Files.newInputStream(file);
    }

    /**
     * Reads a file, decrypted if it is encrypted, as it is otherwise.
     *
     * @throws SealedException when it is encrypted and cannot be read, or is another file; reading on from what is
     *     given fails likewise where the file was changed or cut off
     */
    public InputStream open(Path file) throws IOException {
        return open(file, kind(file));
    }

    /** The same under whatever name. */
    InputStream openAny(Path file) throws IOException {
        return open(file, null);
    }

    private InputStream open(Path file, @org.jspecify.annotations.Nullable String kind) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        boolean opened = false;
        try {
            in.mark(SealHeader.MOST_CHARACTERS);
            Optional<SealHeader> header = header(in);
            if (header.isEmpty()) {
                in.reset();
                opened = true;
                return in;
            }
            if (kind != null && !header.get().kind().equals(kind)) {
                throw new SealedException("The file was encrypted under another name");
            }
            InputStream plain = keys.named(header.get())
                    .files()
                    .newDecryptingStream(in, header.get().bytes());
            opened = true;
            return plain;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java platform has no AES-GCM", impossible);
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    private static Optional<SealHeader> header(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && line.size() < SealHeader.MOST_CHARACTERS - 1; next = in.read()) {
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return SealHeader.of(text).filter(header -> header.toString().equals(text));
            }
            line.write(next);
        }
        return Optional.empty();
    }

    private static String kind(Path place) {
        return KIND + claim(place).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
    }

    private static String claim(Path place) {
        String name = String.valueOf(place.getFileName());
        int end = name.indexOf('-');
        return end < 0 ? name : name.substring(0, end);
    }

    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
