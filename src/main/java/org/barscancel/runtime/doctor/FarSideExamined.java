package org.barscancel.runtime.doctor;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.barscancel.BarsSettings;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.farside.Failures;
import org.barscancel.runtime.farside.Identities;

/** The way to one far side, from the name of its host to what it takes us for. */
final class FarSideExamined {
    private static final Duration ODD = Duration.ofSeconds(10);

    /** An assertion of ours is good for four minutes; NHS takes none that is good for longer than five. */
    private static final Duration TOO_FAST = Duration.ofMinutes(1);

    private static final Duration TOO_SLOW = Duration.ofMinutes(4);

    private final FarSide farSide;
    private final Identities.Identity identity;
    private final DoctorCalls calls;
    private final WayThere way;

    FarSideExamined(FarSide farSide, Identities.Identity identity, DoctorCalls calls, BarsSettings.Http http) {
        this.farSide = farSide;
        this.identity = identity;
        this.calls = calls;
        this.way = new WayThere(
                farSide.name(),
                WayThere.Target.of(
                        URI.create(farSide.baseUrl()),
                        http.connectTimeout(),
                        http.responseTimeout(),
                        farSide.name() + "'s url"),
                identity.tls(),
                calls.clock());
    }

    /** Names of the checks that a call cannot do without. */
    Set<String> wayThere() {
        return Set.of(way.address(), way.certificate(), credentials());
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>(way.checks());
        checks.add(new Check(clock(), Set.of(way.address(), way.certificate()), this::compared));
        checks.add(new Check(credentials(), Set.of(), this::known));
        return checks;
    }

    private String clock() {
        return farSide.name() + " clock";
    }

    private String credentials() {
        return farSide.name() + " credentials";
    }

    private Finding compared() {
        String date;
        try {
            date = calls.anything().date();
        } catch (IOException failure) {
            return Finding.warn(clock(), Failures.explained(failure), "Look at what follows.");
        }
        if (date == null) {
            return Finding.skipped(clock(), "its answer does not say what time it is (Date)");
        }
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return skewed(clock(), Duration.between(theirs, calls.clock().instant()));
        } catch (DateTimeParseException unreadable) {
            return Finding.skipped(clock(), "its Date cannot be read");
        }
    }

    /** @param ahead how much later it is by our clock */
    static Finding skewed(String check, Duration ahead) {
        if (ahead.abs().compareTo(ODD) <= 0) {
            return Finding.pass(check, "ours and its differ by no more than 10 s");
        }
        String what =
                "ours is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " its";
        if (ahead.compareTo(TOO_FAST) > 0) {
            return Finding.fail(
                    check,
                    what + "; a signed assertion would seem to be good for more than five minutes, and be refused",
                    "Set this machine's clock (NTP).");
        }
        if (ahead.negated().compareTo(TOO_SLOW) >= 0) {
            return Finding.fail(
                    check,
                    what + "; a signed assertion would have expired when it comes, and be refused",
                    "Set this machine's clock (NTP).");
        }
        return Finding.warn(check, what, "Set this machine's clock (NTP).");
    }

    private Finding known() {
        try {
            Map<String, String> headers = identity.credentials().headers();
            if (identity.credentials().renewable()) {
                return Finding.pass(credentials(), "the token endpoint gave a token");
            }
            return Finding.pass(
                    credentials(),
                    headers.isEmpty()
                            ? "none are set"
                            : "sent in " + String.join(", ", headers.keySet()) + " with each call");
        } catch (NoCredentialsException none) {
            return Finding.fail(
                    credentials(),
                    none.why(),
                    none.refused()
                            ? "Compare what was sent with what was registered at the authorisation server: client id, key id"
                                    + " (JWKS), audience, and this machine's clock."
                            : "See whether the token endpoint's url is right and can be reached from here.");
        }
    }
}
