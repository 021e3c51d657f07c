package org.barscancel.runtime;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.barscancel.doctor.Doctor;
import org.barscancel.doctor.Examination;
import org.barscancel.doctor.Finding;
import org.barscancel.doctor.Report;
import org.barscancel.request.FhirId;
import org.jspecify.annotations.Nullable;

/** {@code doctor [--json] [--appointment=<id>] [--name=value ...]}, with the clients that the program itself uses. */
final class DoctorCommand implements Doctor {
    private static final String APPOINTMENT = "--appointment=";
    private static final String AS_JSON = "--json";
    private static final String USAGE =
            "Usage: doctor [--json] [--appointment=<id>] [settings as --name=value, as at a start]";

    /** SpringFactoriesLoader makes it. */
    DoctorCommand() {}

    @Override
    public int run(String[] args, PrintStream out, PrintStream error) {
        List<String> settings = new ArrayList<>();
        String appointment = null;
        for (String arg : args) {
            if (arg.startsWith(APPOINTMENT)) {
                appointment = arg.substring(APPOINTMENT.length());
            } else if (!arg.equals(AS_JSON)) {
                settings.add(arg);
            }
        }
        if (settings.stream().anyMatch(setting -> !setting.startsWith("--") || !setting.contains("="))
                || (appointment != null && !FhirId.isValid(appointment))) {
            error.println(USAGE);
            return 2;
        }
        try {
            Report report = report(settings, appointment);
            out.print(Arrays.asList(args).contains(AS_JSON) ? report.json() : report.text());
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
