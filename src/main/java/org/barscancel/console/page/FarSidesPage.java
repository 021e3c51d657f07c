package org.barscancel.console.page;

import java.time.Clock;
import java.time.Duration;
import org.barscancel.ledger.LedgerOverview;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.barscancel.steering.SteeredItem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who sends requests, who is called, and who is told. */
@Controller
class FarSidesPage {
    private static final Duration DAY = Duration.ofDays(1);

    private final LedgerOverview ledger;
    private final FarSideStates states;
    private final Steered steered;
    private final Clock clock;

    FarSidesPage(LedgerOverview ledger, FarSideStates states, Steered steered, Clock clock) {
        this.ledger = ledger;
        this.states = states;
        this.steered = steered;
        this.clock = clock;
    }

    /**
     * A sender that has sent something within a day.
     *
     * @param requester its name
     * @param channel by which it sends
     * @param count how many requests of a day
     * @param newest when the last one came
     */
    record SenderLine(String requester, String channel, String count, String newest) {
        static SenderLine of(LedgerOverview.Sender sender) {
            return new SenderLine(
                    Words.orNobody(sender.requester()),
                    Words.channel(sender.channel()),
                    String.format(java.util.Locale.UK, "%,d", sender.count()),
                    Moments.exact(sender.newest()));
        }
    }

    /**
     * A door by which requests come in.
     *
     * @param name its name
     * @param tag whether it is open
     * @param why who has paused it, and when; empty = nobody has
     * @param byHand whether a person has paused it
     */
    record FeedLine(String name, Tag tag, String why, boolean byHand) {
        static FeedLine of(SteeredItem item) {
            boolean paused = FarSideView.BY_HAND.equals(item.reason());
            String by = item.by() == null ? "" : " (" + item.by() + ")";
            return new FeedLine(
                    item.name(),
                    Tag.ofCircuit(item.state()),
                    paused ? Words.pause(item.reason()) + by + " Since " + Moments.exact(item.since()) + "." : "",
                    paused);
        }
    }

    @GetMapping("/console/far-sides")
    String show(Model model) {
        model.addAttribute(
                "senders",
                ledger.senders(clock.instant().minus(DAY), null).stream()
                        .map(SenderLine::of)
                        .toList());
        model.addAttribute(
                "feeds", steered.items(HoldKind.FEED).stream().map(FeedLine::of).toList());
        model.addAttribute(
                "farSides", states.called().stream().map(FarSideView::of).toList());
        return "console/far-sides";
    }
}
