package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;

/** What the referees say of each case, compared with what its requester was told and with what is left at the far sides. */
final class Verdicts {
    private final List<Case> cases;
    private final Map<Integer, ObjectNode> seeded;
    private final Map<String, JsonNode> faults;
    private final Map<String, String> statuses;
    private final Set<String> pointers;
    private final List<RecordedCall> calls;
    private final CallsByCase byCase;
    private final TreeSet<Instant> throttled;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final Map<String, List<String>> channels = new TreeMap<>();
    private int heldBack;

    Verdicts(List<Case> cases, Map<Integer, ObjectNode> seeded, Map<String, JsonNode> faults, Simulator farSide) {
        this.cases = cases;
        this.seeded = seeded;
        this.faults = faults;
        this.statuses = farSide.appointments().stream()
                .collect(Collectors.toMap(Simulator.AppointmentState::id, Simulator.AppointmentState::status));
        this.pointers = new HashSet<>(farSide.pointers());
        this.calls = farSide.calls();
        this.byCase = new CallsByCase(cases, calls);
        this.throttled = calls.stream()
                .filter(call -> call.status() == 429)
                .map(RecordedCall::at)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void compare(Map<Integer, List<JsonNode>> results) {
        for (Case one : cases) {
            Trail trail = new Trail(byCase.of(one), faults, throttled);
            try {
                compare(one, trail, results.getOrDefault(one.n(), List.of()));
            } catch (Trail.Foul foul) {
                differences.add(one + " " + one.kind() + ": " + foul.getMessage() + "; the requester was told "
                        + results.getOrDefault(one.n(), List.of()).stream()
                                .map(Ended::of)
                                .toList()
                        + trail);
            }
            heldBack += trail.heldBack();
        }
    }

    List<String> differences() {
        return differences;
    }

    /** The appointments whose requests must lie there. */
    List<String> on(String channel) {
        return channels.getOrDefault(channel, List.of());
    }

    /** Of all calls, those that were struck. */
    double share() {
        return calls.stream().filter(call -> call.fault() != null).count() / (double) calls.size();
    }

    String report() {
        Map<String, Long> struck = calls.stream()
                .filter(call -> call.fault() != null)
                .collect(Collectors.groupingBy(
                        call -> call.fault().replaceFirst(" \\d+$", ""), TreeMap::new, Collectors.counting()));
        Map<String, Long> made = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.method() + " " + call.resourceType(), TreeMap::new, Collectors.counting()));
        List<RecordedCall> writes = calls.stream().filter(RecordedCall::isWrite).toList();
        long ids = writes.stream().map(Verdicts::id).distinct().count();
        long bodies = calls("PUT").stream()
                .map(put -> put.path() + put.bodyText())
                .distinct()
                .count();
        return calls.size() + " calls, " + Math.round(share() * 1000) / 10.0 + " % struck: " + struck + "\n" + made
                + "\n"
                + writes.size() + " writes under " + ids + " ids, so " + (writes.size() - ids) + " repeats; "
                + bodies + " bodies put at "
                + calls("PUT").stream().map(RecordedCall::path).distinct().count() + " appointments\n"
                + heldBack + " runs held back, " + pointers.size() + " pointers left\n"
                + ends.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private void compare(Case one, Trail trail, List<JsonNode> results) {
        ProviderReferee provider = new ProviderReferee(one, seeded.get(one.n()), trail);
        RegistryReferee registry = new RegistryReferee(one, trail);
        Optional<Ended> badly = provider.judge();
        Ended ended = badly.orElseGet(() -> registry.judge(provider.isOurs() ? "done" : "already-done"));
        trail.mustBeAtItsEnd();
        ends.merge(ended.outcome() + " " + ended.registry() + " " + ended.problem(), 1, Integer::sum);
        channels.computeIfAbsent(ended.channel(), channel -> new ArrayList<>()).add(Clinic.id(one.n()));

        must(results.size() == 1, results.size() + " results");
        JsonNode result = results.get(0);
        must(Ended.of(result).equals(ended), "By the rules it is " + ended);
        String stands = one.kind() == Case.Kind.UNKNOWN ? null : provider.status();
        must(
                Objects.equals(statuses.get(Clinic.id(one.n())), stands),
                "The appointment is " + statuses.get(Clinic.id(one.n())));
        must(
                one.pointers().stream().filter(pointers::contains).toList().equals(List.copyOf(registry.left())),
                "Other pointers are left than " + registry.left());
        List<RecordedCall> made = byCase.of(one);
        must(
                made.stream()
                        .map(call -> call.header("X-Correlation-Id").orElse(""))
                        .allMatch(result.path("correlationId").asText()::equals),
                "The correlation id changes");
        List<RecordedCall> reads = made.stream().filter(call -> !call.isWrite()).toList();
        must(reads.stream().map(Verdicts::id).distinct().count() == reads.size(), "Two reads have one id");
    }

    private List<RecordedCall> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    private static String id(RecordedCall call) {
        return call.header("X-Request-Id").orElse("");
    }

    private static void must(boolean kept, String difference) {
        if (!kept) {
            throw new Trail.Foul(difference);
        }
    }
}
