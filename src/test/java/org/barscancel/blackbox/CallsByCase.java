package org.barscancel.blackbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.barscancel.simulator.RecordedCall;

/** Whose appointment each call was about, by the ids and NHS numbers that were seeded. */
final class CallsByCase {
    private static final Pattern SEARCHED = Pattern.compile("\\|(\\d{10})(?!\\d)");

    private final Map<String, Integer> owners = new HashMap<>();
    private final Map<Integer, List<RecordedCall>> calls = new HashMap<>();

    CallsByCase(List<Case> cases, List<RecordedCall> record) {
        for (Case one : cases) {
            owners.put("Appointment/" + Clinic.id(one.n()), one.n());
            owners.put("Patient/" + Clinic.patientId(one.n()), one.n());
            owners.put(one.nhsNumberAsked(), one.n());
            one.pointers().forEach(pointer -> owners.put("DocumentReference/" + pointer, one.n()));
        }
        for (RecordedCall call : record) {
            Integer owner = owners.get(subject(call));
            if (owner == null) {
                throw new AssertionError("Nobody's: " + call);
            }
            calls.computeIfAbsent(owner, n -> new ArrayList<>()).add(call);
        }
    }

    List<RecordedCall> of(Case one) {
        return calls.getOrDefault(one.n(), List.of());
    }

    private static String subject(RecordedCall call) {
        if (!call.resourceId().isEmpty() || call.query() == null) {
            return call.path();
        }
        Matcher number = SEARCHED.matcher(URLDecoder.decode(call.query(), StandardCharsets.UTF_8));
        return number.find() ? number.group(1) : "";
    }
}
