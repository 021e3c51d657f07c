package org.barscancel.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.barscancel.steering.SteeredItem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows far sides and feeds, pauses them by hand, and lets them go on. */
@RestController
@RequestMapping(path = "", produces = MediaType.APPLICATION_JSON_VALUE)
class SteeringApi {
    private final Steered steered;
    private final Audit audit;

    SteeringApi(Steered steered, Audit audit) {
        this.steered = steered;
        this.audit = audit;
    }

    /** All of a kind. */
    record Items(List<SteeredItem> items) {}

    @GetMapping("/far-sides")
    Items farSides() {
        return new Items(steered.items(HoldKind.FAR_SIDE));
    }

    @GetMapping("/feeds")
    Items feeds() {
        return new Items(steered.items(HoldKind.FEED));
    }

    @PostMapping("/far-sides/{name}/pause")
    SteeredItem pauseFarSide(@PathVariable("name") String name, HttpServletRequest call) {
        return pause(HoldKind.FAR_SIDE, name, call);
    }

    @PostMapping("/far-sides/{name}/resume")
    SteeredItem resumeFarSide(@PathVariable("name") String name, HttpServletRequest call) {
        return resume(HoldKind.FAR_SIDE, name, call);
    }

    @PostMapping("/feeds/{name}/pause")
    SteeredItem pauseFeed(@PathVariable("name") String name, HttpServletRequest call) {
        return pause(HoldKind.FEED, name, call);
    }

    @PostMapping("/feeds/{name}/resume")
    SteeredItem resumeFeed(@PathVariable("name") String name, HttpServletRequest call) {
        return resume(HoldKind.FEED, name, call);
    }

    private SteeredItem pause(HoldKind kind, String name, HttpServletRequest call) {
        record(kind, name, AuditAction.PAUSED, call);
        return steered.pause(kind, name, Callers.of(call).who());
    }

    private SteeredItem resume(HoldKind kind, String name, HttpServletRequest call) {
        record(kind, name, AuditAction.RESUMED, call);
        return steered.resume(kind, name);
    }

    /** Before it is done, and only of what there is. */
    private void record(HoldKind kind, String name, AuditAction action, HttpServletRequest call) {
        if (steered.items(kind).stream().noneMatch(item -> item.name().equals(name))) {
            throw new Unanswerable(
                    HttpStatus.NOT_FOUND,
                    kind == HoldKind.FAR_SIDE ? "There is no far side of this name." : "There is no feed of this name.",
                    kind == HoldKind.FAR_SIDE ? "Look at /far-sides." : "Look at /feeds.");
        }
        ReadsRecorded.require(
                audit,
                new AuditEntry(Callers.of(call), action, Map.of(kind == HoldKind.FAR_SIDE ? "farSide" : "feed", name)));
    }
}
