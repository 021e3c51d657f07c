package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.Callers;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Pauses far sides and feeds by hand, and lets them go on, after asking once more. Done twice it does no harm. */
@Controller
@RequestMapping("/console/far-sides/{kind}/{name}")
class SteeringPages {
    private final Steered steered;
    private final Records records;

    SteeringPages(Steered steered, Records records) {
        this.steered = steered;
        this.records = records;
    }

    @GetMapping("/pause")
    String askPause(@PathVariable("kind") String kind, @PathVariable("name") String name, Model model) {
        return ask(kind, name, "pause", model);
    }

    @GetMapping("/resume")
    String askResume(@PathVariable("kind") String kind, @PathVariable("name") String name, Model model) {
        return ask(kind, name, "resume", model);
    }

    @PostMapping("/pause")
    String pause(@PathVariable("kind") String kind, @PathVariable("name") String name, HttpServletRequest call)
            throws AuditUnavailableException {
        HoldKind known = known(kind, name);
        records.require(call, AuditAction.PAUSED, Map.of(auditName(known), name));
        steered.pause(known, name, Callers.of(call).who());
        return "redirect:/console/far-sides";
    }

    @PostMapping("/resume")
    String resume(@PathVariable("kind") String kind, @PathVariable("name") String name, HttpServletRequest call)
            throws AuditUnavailableException {
        HoldKind known = known(kind, name);
        records.require(call, AuditAction.RESUMED, Map.of(auditName(known), name));
        steered.resume(known, name);
        return "redirect:/console/far-sides";
    }

    private String ask(String kind, String name, String what, Model model) {
        model.addAttribute("farSide", known(kind, name) == HoldKind.FAR_SIDE);
        model.addAttribute("kind", kind);
        model.addAttribute("name", name);
        model.addAttribute("what", what);
        return "console/steer";
    }

    private HoldKind known(String kind, String name) {
        HoldKind known = "far-side".equals(kind) ? HoldKind.FAR_SIDE : HoldKind.FEED;
        if (steered.items(known).stream().noneMatch(item -> item.name().equals(name))) {
            throw NotShown.unknown("far side or feed");
        }
        return known;
    }

    private static String auditName(HoldKind kind) {
        return kind == HoldKind.FAR_SIDE ? "farSide" : "feed";
    }
}
