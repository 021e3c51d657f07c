package org.barscancel.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Enum constants in their public spelling: that is what the tables hold. */
final class Codes {
    private Codes() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable String ofNullable(@Nullable Enum<?> constant) {
        return constant == null ? null : of(constant);
    }

    /** @throws IllegalArgumentException when the code is none of that type */
    static <E extends Enum<E>> E read(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static <E extends Enum<E>> @Nullable E readNullable(Class<E> type, @Nullable String code) {
        return code == null ? null : read(type, code);
    }
}
