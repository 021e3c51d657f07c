package org.barscancel.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Sound inputs with a piece cut out, put in, or both: near enough to be read far, and wrong in one place. */
final class Mutations {
    private static final int LONGEST_CUT = 12;

    private Mutations() {}

    /** Mutations of an input by any of these pieces; the empty one only cuts. */
    static Arbitrary<byte[]> of(byte[] sound, String... pieces) {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, sound.length);
        return Combinators.combine(places, places, Arbitraries.of(pieces))
                .as((one, other, piece) -> mutate(sound, one, other, piece.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mutate(byte[] sound, int one, int other, byte[] piece) {
        int from = Math.min(one, other);
        int to = Math.max(one, other) - from > LONGEST_CUT ? from : Math.max(one, other);
        byte[] mutated = Arrays.copyOf(sound, from + piece.length + sound.length - to);
        System.arraycopy(piece, 0, mutated, from, piece.length);
        System.arraycopy(sound, to, mutated, from + piece.length, sound.length - to);
        return mutated;
    }
}
