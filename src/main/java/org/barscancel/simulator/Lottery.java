package org.barscancel.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Draws that are the same in every run. */
final class Lottery {
    private static final int DOUBLE_BITS = 53;

    private Lottery() {}

    /** A number from 0 (inclusive) to 1 (exclusive) that depends on nothing but these. */
    static double draw(long seed, String fault, String call, int number) {
        String ticket = seed + "\n" + fault + "\n" + call + "\n" + number;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - DOUBLE_BITS)) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
