package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Small things that JDBC leaves to its users. */
final class Sql {
    /** How many values one {@code IN} list may hold; drivers and planners dislike very long ones. */
    private static final int LIST = 500;

    private Sql() {}

    /** The same question for ever so many keys, asked in lists of a bearable length. */
    static <K, R> List<R> inLists(Collection<K> keys, Function<List<K>, List<R>> query) {
        List<K> all = List.copyOf(keys);
        List<R> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LIST) {
            found.addAll(query.apply(all.subList(from, Math.min(all.size(), from + LIST))));
        }
        return found;
    }

    /** Cut to the microseconds every database keeps; left to them, some would round up. */
    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant requiredInstant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
