package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.barscancel.Hl7Settings;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.intake.Hl7Feeds;
import org.barscancel.request.Lookups;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.Test;

class FeedSettingsTest {
    @Test
    void thereIsNoFeedByDefault() {
        Hl7Feeds feeds = feeds(Map.of());

        assertThat(feeds.ofFolder("pas-1")).isEmpty();
        assertThat(feeds.ofFolder(null)).isEmpty();
        assertThat(feeds.ofRequester(null)).isEmpty();
    }

    @Test
    void aFeedServesTheFolderAndTheRequesterOfItsNameUnlessOthersAreNamed() {
        Hl7Feeds feeds = feeds(Map.of(
                "bars.hl7.feeds.pas-1.appointment-id", "SCH-1",
                "bars.hl7.feeds.pas-2.appointment-id", "SCH-2",
                "bars.hl7.feeds.pas-2.inbox", "clinic/two",
                "bars.hl7.feeds.pas-2.requester", "PAS 2"));

        assertThat(feeds.ofFolder("pas-1")).map(Hl7Feed::name).contains("pas-1");
        assertThat(feeds.ofRequester("pas-1")).map(Hl7Feed::name).contains("pas-1");
        assertThat(feeds.ofFolder("pas-2")).isEmpty();
        assertThat(feeds.ofFolder("clinic/two")).map(Hl7Feed::name).contains("pas-2");
        assertThat(feeds.ofRequester("PAS 2")).map(Hl7Feed::name).contains("pas-2");
    }

    @Test
    void theDefaultFeedServesAllOthers() {
        Hl7Feeds feeds =
                feeds(Map.of("bars.hl7.feeds.pas-1.appointment-id", "SCH-1", "bars.hl7.default-feed", "pas-1"));

        assertThat(feeds.ofFolder(null)).map(Hl7Feed::name).contains("pas-1");
        assertThat(feeds.ofFolder("anybody")).map(Hl7Feed::name).contains("pas-1");
        assertThat(feeds.ofRequester(null)).map(Hl7Feed::name).contains("pas-1");
    }

    @Test
    void withoutItsOwnSettingsAFeedIsTheUsualOne() {
        Hl7Feed feed =
                feeds(Map.of("bars.hl7.feeds.pas-1.appointment-id", "SCH-1")).named("pas-1");
        Hl7Feed usual = Hl7Feed.usual("pas-1", feed.appointmentId());

        assertThat(feed.gate()).isEqualTo(usual.gate());
        assertThat(feed.times()).isEqualTo(usual.times());
        assertThat(feed.charset()).isEqualTo(usual.charset());
        assertThat(feed.cancelledVisit()).isNull();
        assertThat(feed.targetService()).isNull();
        assertThat(feed.nhsNumber()).usingRecursiveComparison().isEqualTo(usual.nhsNumber());
        assertThat(feed.reason()).usingRecursiveComparison().isEqualTo(usual.reason());
    }

    @Test
    void aSettingThatCannotBeMeantIsNamed() {
        refuses(Map.of("appointment-id", "SCH1"), "bars.hl7.feeds.pas-1: ", "SCH1");
        refuses(Map.of("appointment-id-template", "no id"), "bars.hl7.feeds.pas-1: ", "template");
        refuses(Map.of("nhs-numbers", "NHS"), "bars.hl7.feeds.pas-1: ", "NHS");
        refuses(Map.of("processing-ids", "PROD"), "bars.hl7.feeds.pas-1: ", "PROD");
        refuses(Map.of("charset", "UTF-16"), "Feed 'pas-1'", "UTF-16");
        refuses(Map.of("target-service.system", "https://example.org"), "target-service needs both");
        refuses(Map.of("senders[0].facility", " "), "MSH-3");
    }

    @Test
    void aFeedNeedNotHoldTheIdWhereTheAppointmentIsLookedUp() {
        Lookups lookups = new Lookups(true, true, false, "urn:pas");
        Hl7Settings byStart = SettingsGiven.with(Map.of("bars.hl7.feeds.pas-1.check-start", "true"))
                .hl7();
        Hl7Settings byNumber = SettingsGiven.with(Map.of(
                        "bars.hl7.feeds.pas-1.booking-number", "SCH-2",
                        "bars.hl7.feeds.pas-2.booking-number", "SCH-2",
                        "bars.hl7.feeds.pas-2.booking-number-system", "urn:other"))
                .hl7();

        assertThat(FeedSettings.feeds(byStart, lookups).named("pas-1").appointmentId())
                .isNull();
        assertThat(FeedSettings.feeds(byNumber, lookups).named("pas-1").bookingNumber())
                .hasToString("SCH-2 of urn:pas");
        assertThat(FeedSettings.feeds(byNumber, lookups).named("pas-2").bookingNumber())
                .hasToString("SCH-2 of urn:other");
    }

    @Test
    void aFeedThatHoldsNoIdNeedsTheSettingThatLetsItBeLookedUp() {
        assertThatThrownBy(() -> feeds(Map.of("bars.hl7.feeds.pas-1.check-start", "true")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.resolve.patient-and-start is none");
        assertThatThrownBy(() -> feeds(Map.of("bars.hl7.feeds.pas-1.host", "127.0.0.1")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("appointment-id");
        assertThatThrownBy(() -> feeds(Map.of(
                        "bars.hl7.feeds.pas-1.booking-number", "SCH-2",
                        "bars.hl7.feeds.pas-1.booking-number-system", "urn:pas")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.resolve.booking-number is none");
        assertThatThrownBy(() -> FeedSettings.feeds(
                        SettingsGiven.with(Map.of("bars.hl7.feeds.pas-1.booking-number", "SCH-2"))
                                .hl7(),
                        new Lookups(true, true, false, null)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.resolve.booking-number-system");
        refuses(Map.of("booking-number", "SCH-2", "booking-number-system", "urn:pas"), "bars.resolve.booking-number");
    }

    @Test
    void twoFeedsCannotHaveTheSameFolder() {
        assertThatThrownBy(() -> feeds(Map.of(
                        "bars.hl7.feeds.pas-1.appointment-id", "SCH-1",
                        "bars.hl7.feeds.pas-2.appointment-id", "SCH-1",
                        "bars.hl7.feeds.pas-2.inbox", "pas-1")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("same inbox, 'pas-1'");
    }

    @Test
    void theDefaultFeedIsOneOfThem() {
        assertThatThrownBy(() -> feeds(Map.of("bars.hl7.default-feed", "pas-9")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.hl7.default-feed names 'pas-9'");
    }

    private static void refuses(Map<String, String> settings, String... named) {
        Map<String, Object> all = new HashMap<>(Map.of("bars.hl7.feeds.pas-1.appointment-id", "SCH-1"));
        settings.forEach((name, value) -> all.put("bars.hl7.feeds.pas-1." + name, value));

        assertThatThrownBy(() -> feeds(all))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(named);
    }

    private static Hl7Feeds feeds(Map<String, Object> settings) {
        return FeedSettings.feeds(SettingsGiven.with(settings).hl7());
    }
}
