package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.barscancel.access.Caller;
import org.barscancel.access.Denial;
import org.barscancel.access.SignIn;
import org.barscancel.access.SignedIn;
import org.barscancel.audit.AuditAction;
import org.barscancel.console.Callers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets a person in who has an API key, and out again. */
@Controller
@RequestMapping("/console")
class SignInPage {
    private static final String FORM = "console/sign-in";
    private static final String OVERVIEW = "redirect:/console";

    private final SignIn signIn;
    private final Records records;
    private final Clock clock;

    SignInPage(SignIn signIn, Records records, Clock clock) {
        this.signIn = signIn;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    String form() {
        return signIn.asked() ? FORM : OVERVIEW;
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam(name = "key", defaultValue = "") String key,
            HttpServletRequest call,
            HttpServletResponse answer,
            Model model) {
        if (!signIn.asked()) {
            return OVERVIEW;
        }
        Optional<Caller> caller = signIn.caller(key.strip());
        if (caller.isEmpty()) {
            records.note(call, AuditAction.SIGNED_IN, Map.of("known", false));
            model.addAttribute("wrong", true);
            answer.setStatus(HttpStatus.UNAUTHORIZED.value());
            return FORM;
        }
        SignedIn.begin(call, caller.get(), clock);
        Callers.note(call, caller.get());
        records.note(call, AuditAction.SIGNED_IN, Map.of("known", true));
        return OVERVIEW;
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest call) {
        records.note(call, AuditAction.SIGNED_OUT, Map.of());
        SignedIn.end(call);
        return "redirect:/console/sign-in";
    }

    /** Only a call that was refused is led here. */
    @RequestMapping(
            path = "/refused",
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST})
    String refused(HttpServletRequest call, HttpServletResponse answer, Model model) {
        if (!(call.getAttribute(Denial.class.getName()) instanceof Denial denial)) {
            return OVERVIEW;
        }
        answer.setStatus(denial.status());
        model.addAttribute("detail", denial.detail());
        model.addAttribute("nextAction", denial.nextAction());
        return "console/problem";
    }
}
