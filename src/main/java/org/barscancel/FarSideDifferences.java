package org.barscancel;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What a far side with a name has of its own; null where it is as the default one. */
public interface FarSideDifferences {
    /** FHIR base. */
    String url();

    /** The service in {@code NHSD-Target-Identifier} when a request names none. */
    HeaderSettings.@Nullable Target targetService();

    /** BaRS Core version. */
    @Nullable
    String coreVersion();

    /** The calling organisation, as a whole. */
    HeaderSettings.@Nullable Organisation organisation();

    /** The calling product, as a whole. */
    HeaderSettings.@Nullable Software software();

    /** The acting role, as a whole. */
    HeaderSettings.@Nullable Practitioner practitioner();

    /** Parts of {@code use-context}. */
    @Nullable
    UseContext useContext();

    /** Most calls in flight per instance. */
    @Nullable
    Integer concurrency();

    /** Most calls a second per instance. */
    @Nullable
    Integer rate();

    /** Bounds of a call. */
    @Nullable
    Http http();

    /** When it is paused. */
    @Nullable
    Circuit circuit();

    /**
     * Parts of {@code use-context} that differ.
     *
     * @param category use-case category when the appointment shows none
     * @param event event
     * @param reason reason
     */
    record UseContext(@Nullable String category, @Nullable String event, @Nullable String reason) {
        /** An empty setting is an absent one. */
        public UseContext {
            category = BarsSettings.blankToNull(category);
            event = BarsSettings.blankToNull(event);
            reason = BarsSettings.blankToNull(reason);
        }

        /** All parts. */
        public HeaderSettings.UseContextParts over(HeaderSettings.UseContextParts usual) {
            return new HeaderSettings.UseContextParts(
                    category == null ? usual.category() : category,
                    Objects.requireNonNullElse(event, usual.event()),
                    Objects.requireNonNullElse(reason, usual.reason()));
        }
    }

    /**
     * Bounds of one call that differ.
     *
     * @param connectTimeout longest time to make a connection
     * @param responseTimeout longest time of a whole exchange
     * @param maxResponseBytes largest answer that is read
     */
    record Http(
            @Nullable Duration connectTimeout,
            @Nullable Duration responseTimeout,
            @Nullable DataSize maxResponseBytes) {
        /** All bounds. */
        public BarsSettings.Http over(BarsSettings.Http usual) {
            return new BarsSettings.Http(
                    Objects.requireNonNullElse(connectTimeout, usual.connectTimeout()),
                    Objects.requireNonNullElse(responseTimeout, usual.responseTimeout()),
                    Objects.requireNonNullElse(maxResponseBytes, usual.maxResponseBytes()));
        }
    }

    /**
     * When it is paused, where that differs.
     *
     * @param failures so many attempts that fail in a row pause its leg
     * @param pause how long its leg pauses
     */
    record Circuit(@Nullable @Min(1) Integer failures, @Nullable Duration pause) {
        /** All of it. */
        public BarsSettings.Circuit over(BarsSettings.Circuit usual) {
            return new BarsSettings.Circuit(
                    Objects.requireNonNullElse(failures, usual.failures()),
                    Objects.requireNonNullElse(pause, usual.pause()));
        }
    }
}
