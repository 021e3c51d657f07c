package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.barscancel.audit.AuditAction;
import org.barscancel.doctor.Finding;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Runs the doctor's checks of this installation, which look and change nothing. */
@Controller
@RequestMapping("/console/doctor")
class DoctorPage {
    private final DoctorRuns runs;
    private final Records records;

    DoctorPage(DoctorRuns runs, Records records) {
        this.runs = runs;
        this.records = records;
    }

    /**
     * What a check found.
     *
     * @param check its name
     * @param tag how it ended
     * @param what what was found
     * @param nextAction what to do; empty = nothing
     */
    record Line(String check, Tag tag, String what, String nextAction) {
        static Line of(Finding finding) {
            return new Line(finding.check(), Tag.of(finding.verdict()), finding.what(), finding.nextAction());
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("running", runs.isRunning());
        runs.last().ifPresent(run -> {
            List<Line> lines = run.findings().stream().map(Line::of).toList();
            model.addAttribute("at", Moments.exact(run.at()));
            model.addAttribute("lines", lines);
        });
        return "console/doctor";
    }

    @PostMapping
    String run(HttpServletRequest call) {
        records.note(call, AuditAction.READ, Map.of("doctor", "run"));
        runs.start();
        return "redirect:/console/doctor";
    }
}
