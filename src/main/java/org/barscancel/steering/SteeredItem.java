package org.barscancel.steering;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A far side or a feed as it stands.
 *
 * @param name as it is paused by
 * @param state of a far side {@code closed} (it is called), {@code probing} or {@code paused}; of a feed {@code open} or
 *     {@code paused}
 * @param since when that began; absent of a feed that is open
 * @param until when a pause ends by itself; absent when a person made it
 * @param reason why it is paused; {@code person} when somebody did so by hand
 * @param by who did so; absent when nobody is known by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "state", "since", "until", "reason", "by"})
public record SteeredItem(
        String name,
        String state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant since,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant until,
        @Nullable String reason,
        @Nullable String by) {}
