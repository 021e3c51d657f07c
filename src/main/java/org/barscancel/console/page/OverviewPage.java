package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.barscancel.access.Caller;
import org.barscancel.ledger.LedgerOverview;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What an operator sees first, and what needs a person. */
@Controller
@RequestMapping("/console")
class OverviewPage {
    private static final Duration RECENT = Duration.ofHours(1);

    private final LedgerOverview ledger;
    private final FarSideStates farSides;
    private final Clock clock;

    OverviewPage(LedgerOverview ledger, FarSideStates farSides, Clock clock) {
        this.ledger = ledger;
        this.farSides = farSides;
        this.clock = clock;
    }

    @GetMapping
    String overview(HttpServletRequest call, Model model) {
        model.addAttribute("overview", overview(Caller.of(call).requester()));
        model.addAttribute(
                "farSides",
                farSides.called().stream()
                        .filter(state -> "far side".equals(state.kind()))
                        .map(FarSideView::of)
                        .toList());
        return "console/overview";
    }

    @GetMapping("/attention")
    String attention(HttpServletRequest call, Model model) {
        model.addAttribute("overview", overview(Caller.of(call).requester()));
        return "console/attention";
    }

    private Overview overview(@Nullable String requester) {
        Instant now = clock.instant();
        return Overview.of(
                ledger.pace(now.minus(RECENT), requester), ledger.waiting(requester), ledger.stopped(requester), now);
    }
}
