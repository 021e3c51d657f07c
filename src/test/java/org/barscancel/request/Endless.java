package org.barscancel.request;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A beginning, and then the same text again and again; counts what was taken of it. */
final class Endless extends InputStream {
    private final byte[] beginning;
    private final byte[] again;
    private final long end;
    private long given;

    Endless(String beginning, String again, int times) {
        this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
        this.again = again.getBytes(StandardCharsets.UTF_8);
        this.end = this.beginning.length + (long) this.again.length * times;
    }

    long given() {
        return given;
    }

    @Override
    public int read() {
        if (given == end) {
            return -1;
        }
        long at = given++;
        return at < beginning.length ? beginning[(int) at] : again[(int) ((at - beginning.length) % again.length)];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        for (int i = 0; i < length; i++) {
            int next = read();
            if (next < 0) {
                return i == 0 ? -1 : i;
            }
            target[offset + i] = (byte) next;
        }
        return length;
    }
}
