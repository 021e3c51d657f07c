package org.barscancel.runtime.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.barscancel.HeaderSettings;
import org.barscancel.Hl7Settings;
import org.barscancel.hl7.AppointmentIdRule;
import org.barscancel.hl7.BookingNumberRule;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.hl7.Hl7Gate;
import org.barscancel.hl7.Hl7Sender;
import org.barscancel.hl7.NhsNumberRule;
import org.barscancel.hl7.ReasonRule;
import org.barscancel.hl7.TimeRule;
import org.barscancel.intake.Hl7Feeds;
import org.barscancel.request.Lookups;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetService;
import org.barscancel.runtime.start.StartRefusedException;
import org.jspecify.annotations.Nullable;

/** Makes feeds of their settings, and refuses to start with what contradicts itself. */
public final class FeedSettings {
    private static final String FEEDS = "bars.hl7.feeds.";

    private FeedSettings() {}

    /**
     * Makes them without what may stand for an appointment's id, to see whether they fit.
     *
     * @throws StartRefusedException when they contradict themselves
     */
    public static Hl7Feeds feeds(Hl7Settings settings) {
        return feeds(settings, Lookups.NONE);
    }

    /** @param lookups what may stand for an appointment's id */
    static Hl7Feeds feeds(Hl7Settings settings, Lookups lookups) {
        Map<String, Hl7Feed> feeds = new HashMap<>();
        Map<String, String> folders = new LinkedHashMap<>();
        Map<String, String> requesters = new LinkedHashMap<>();
        settings.feeds().forEach((name, feed) -> {
            feeds.put(name, feed(name, feed, lookups));
            claim(folders, Objects.requireNonNullElse(feed.inbox(), name), name, "inbox");
            claim(requesters, Objects.requireNonNullElse(feed.requester(), name), name, "requester");
        });
        String others = settings.defaultFeed();
        if (others != null && !feeds.containsKey(others)) {
            throw refused("bars.hl7.default-feed names '" + others + "', which is none of " + FEEDS + "*");
        }
        return new Hl7Feeds(feeds, folders, requesters, others);
    }

    private static void claim(Map<String, String> owners, String value, String feed, String setting) {
        String other = owners.putIfAbsent(value, feed);
        if (other != null) {
            throw refused(FEEDS + other + " and " + FEEDS + feed + " have the same " + setting + ", '" + value + "'");
        }
    }

    private static Hl7Feed feed(String name, Hl7Settings.Feed feed, Lookups lookups) {
        try {
            String visit = feed.cancelledVisit();
            String id = feed.appointmentId();
            return new Hl7Feed(
                    name,
                    new Hl7Gate(
                            feed.senders().stream()
                                    .map(sender -> new Hl7Sender(sender.application(), sender.facility()))
                                    .collect(Collectors.toSet()),
                            feed.processingIds(),
                            feed.maximumAge()),
                    id == null ? null : AppointmentIdRule.at(id, feed.appointmentIdTemplate()),
                    visit == null ? null : AppointmentIdRule.at(visit, feed.appointmentIdTemplate()),
                    NhsNumberRule.of(feed.nhsNumbers()),
                    new ReasonRule(feed.reason(), reasons(feed.reasonCodes())),
                    new TimeRule(feed.zone(), feed.checkStart()),
                    feed.charset(),
                    service(feed.targetService()),
                    bookingNumber(feed, lookups));
        } catch (IllegalArgumentException wrong) {
            throw refused(FEEDS + name + ": " + wrong.getMessage());
        }
    }

    private static @Nullable BookingNumberRule bookingNumber(Hl7Settings.Feed feed, Lookups lookups) {
        String place = feed.bookingNumber();
        if (place == null) {
            if (feed.appointmentId() == null && feed.checkStart() && !lookups.patientAndStart()) {
                throw new IllegalArgumentException(
                        "it names no place of the appointment-id, and bars.resolve.patient-and-start is none");
            }
            return null;
        }
        String system = Objects.requireNonNullElse(
                feed.bookingNumberSystem(), Objects.requireNonNullElse(lookups.numberSystem(), ""));
        if (!lookups.bookingNumber() || system.isEmpty()) {
            throw new IllegalArgumentException("it names the place of a booking-number, and "
                    + (system.isEmpty()
                            ? "neither it nor bars.resolve.booking-number-system names the number's system"
                            : "bars.resolve.booking-number is none"));
        }
        return BookingNumberRule.at(place, system);
    }

    private static Map<String, Reason> reasons(Map<String, Hl7Settings.ReasonCode> codes) {
        return codes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            Hl7Settings.ReasonCode code = entry.getValue();
            return new Reason(code.system(), code.code(), code.display(), code.text());
        }));
    }

    private static @Nullable TargetService service(HeaderSettings.@Nullable Target target) {
        if (target == null || (target.system() == null && target.value() == null)) {
            return null;
        }
        if (target.system() == null || target.value() == null) {
            throw new IllegalArgumentException("target-service needs both system and value");
        }
        return new TargetService(target.system(), target.value());
    }

    private static StartRefusedException refused(String why) {
        return new StartRefusedException(why + ".", "Mend that setting; docs/configuration.md explains each.");
    }
}
