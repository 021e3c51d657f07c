package org.barscancel.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a CSV input while it is read: strictly decoded, and kept from the row at hand on, so that the row can be
 * had as it was received. What cannot be text ends the reading with an {@link UnreadableInput} as the cause.
 */
final class CsvText extends Reader {
    private static final int BUFFER = 8192;

    private final InputStream in;
    private final Charset charset;
    private final boolean marked;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final StringBuilder kept = new StringBuilder();
    private final LineCount read = new LineCount();
    private final int mostKept;
    private boolean ended;

    /**
     * @param charset of the input, unless a byte order mark says that it is UTF-8
     * @param mostKept how many characters are kept at most
     */
    CsvText(InputStream in, Charset charset, int mostKept) throws IOException, UnreadableInput {
        this.in = in;
        this.mostKept = mostKept;
        fill();
        this.marked = skipByteOrderMark();
        this.charset = marked ? StandardCharsets.UTF_8 : charset;
        this.decoder = this.charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            int count = chars.position() - offset;
            if (count > 0) {
                keep(target, offset, count);
                return count;
            }
            if (result.isError()) {
                throw fault("The input is not " + charset.name() + " here.");
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    Charset charset() {
        return charset;
    }

    boolean hasByteOrderMark() {
        return marked;
    }

    /** Hands over so many lines, with their line ends, and keeps the rest. */
    String takeLines(long lines) {
        LineCount taken = new LineCount();
        int end = 0;
        while (end < kept.length() && taken.line() <= lines) {
            taken.count(kept.charAt(end++));
        }
        if (end > 0 && end < kept.length() && kept.charAt(end - 1) == '\r' && kept.charAt(end) == '\n') {
            end++;
        }
        String text = kept.substring(0, end);
        kept.delete(0, end);
        return text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void keep(char[] target, int offset, int count) throws IOException {
        if (kept.length() + count > mostKept) {
            throw new TooLong();
        }
        kept.append(target, offset, count);
        for (int i = offset; i < offset + count; i++) {
            if (target[i] == 0) {
                throw fault("The input holds a NUL character.");
            }
            read.count(target[i]);
        }
    }

    private IOException fault(String message) {
        return new IOException(new UnreadableInput(message, read.line(), read.column()));
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(count, 0)).flip();
    }

    /** The row at hand does not end. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private boolean skipByteOrderMark() throws IOException, UnreadableInput {
        while (bytes.remaining() < 3 && !ended) {
            fill();
        }
        int start = 0;
        for (int i = 0; i < 3; i++) {
            start = (start << 8) | (i < bytes.remaining() ? bytes.get(i) & 0xFF : 0);
        }
        if (start >>> 8 == 0xFEFF || start >>> 8 == 0xFFFE) {
            throw new UnreadableInput("The input is in UTF-16; save it as UTF-8.", 1, 1);
        }
        if (start != 0xEFBBBF) {
            return false;
        }
        bytes.position(3);
        return true;
    }
}
