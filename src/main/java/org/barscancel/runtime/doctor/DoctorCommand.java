package org.barscancel.runtime.doctor;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.barscancel.doctor.Doctor;
import org.barscancel.doctor.Examination;
import org.barscancel.doctor.Finding;
import org.barscancel.doctor.Report;
import org.barscancel.request.FhirId;
import org.barscancel.runtime.watch.Scrubber;
import org.jspecify.annotations.Nullable;

/** {@code doctor}, with the clients that the program itself uses. */
final class DoctorCommand implements Doctor {
    /** SpringFactoriesLoader makes it. */
    DoctorCommand() {}

    @Override
    public int run(Asked asked, PrintStream out, PrintStream error) {
        if (asked.settings().stream().anyMatch(setting -> !setting.startsWith("--") || !setting.contains("="))) {
            error.println("A setting is given as at a start: --name=value");
            return 2;
        }
        if (asked.appointment() != null && !FhirId.isValid(asked.appointment())) {
            error.println("An appointment is named by its id: 1 to 64 letters, digits, dots and hyphens");
            return 2;
        }
        try {
            Report report = report(asked.settings(), asked.appointment());
            out.print(asked.json() ? report.json() : report.text());
            out.flush();
            return report.exitCode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static Report report(List<String> settings, @Nullable String appointment) throws InterruptedException {
        try (DoctorContext context = DoctorContext.of(settings)) {
            UnaryOperator<String> scrubber = new Scrubber(context.secrets())::scrubbed;
            List<Finding> findings = new ArrayList<>(context.refusals());
            if (context.isUsable()) {
                findings.addAll(Examination.of(DoctorChecks.of(context.subject(), appointment)));
            }
            return new Report(findings, scrubber);
        }
    }
}
