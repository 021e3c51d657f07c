package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.barscancel.cancellation.Change;
import org.barscancel.json.FhirInstant;
import org.barscancel.json.JsonTexts;
import org.barscancel.json.Sample;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;

/** R4 over random Appointments: whatever is not meant to change is byte for byte what was received. */
class ChangeNothingElseTest {
    private static final char STATUS = '\uE000';
    private static final char LAST_UPDATED = '\uE001';
    private static final Reason REASON = new Reason("http://s", "c1", null, "can't come");

    /**
     * @param text an Appointment with marks in the place of its status and its {@code meta.lastUpdated}, if it has one
     */
    private record Template(String text, String status, String lastUpdated) {
        String before() {
            return with(status, lastUpdated);
        }

        String with(String newStatus, String newLastUpdated) {
            return text.replace(String.valueOf(STATUS), newStatus)
                    .replace(String.valueOf(LAST_UPDATED), newLastUpdated);
        }

        boolean hasLastUpdated() {
            return text.indexOf(LAST_UPDATED) >= 0;
        }
    }

    @Property
    void changesTheTwoValuesAndNoOtherByte(@ForAll("appointments") Template template, @ForAll TargetStatus target) {
        String after = cancelled(template, target, ReasonElement.NONE, false);

        JsonNode lastUpdated = Sample.tree(after).path("meta").path("lastUpdated");
        assertThat(after).isEqualTo(template.with("\"" + target.code() + "\"", lastUpdated.toString()));
        assertThat(after).isEqualTo(cancelled(template, target, ReasonElement.NONE, false));
        if (template.hasLastUpdated()) {
            Instant written = FhirInstant.parse(lastUpdated.textValue()).orElseThrow();
            assertThat(written).isAfterOrEqualTo(Given.ACCEPTED);
            FhirInstant.parse(Sample.tree("{\"a\":" + template.lastUpdated() + "}")
                            .path("a")
                            .asText())
                    .ifPresent(read -> assertThat(written).isAfter(read));
        }
    }

    @Property
    void changesNoOtherElementWhereMoreIsConfigured(
            @ForAll("appointments") Template template,
            @ForAll TargetStatus target,
            @ForAll ReasonElement element,
            @ForAll boolean dropExtension) {
        ObjectNode after = (ObjectNode) Sample.tree(cancelled(template, target, element, dropExtension));
        ObjectNode expected = (ObjectNode) Sample.tree(template.before());
        expected.put("status", target.code());
        if (template.hasLastUpdated()) {
            ((ObjectNode) expected.path("meta"))
                    .set("lastUpdated", after.path("meta").path("lastUpdated"));
        }
        JsonNode concept =
                Sample.tree("{\"coding\":[{\"system\":\"http://s\",\"code\":\"c1\"}],\"text\":\"can't come\"}");
        if (element == ReasonElement.REASON_CODE && !expected.has("reasonCode")) {
            expected.putArray("reasonCode").add(concept);
        } else if (element == ReasonElement.REASON_CODE && expected.path("reasonCode") instanceof ArrayNode codes) {
            codes.add(concept);
        } else if (element == ReasonElement.CANCELATION_REASON && target == TargetStatus.CANCELLED) {
            expected.set("cancelationReason", concept);
        }
        if (dropExtension) {
            expected.remove("_status");
        }

        assertThat(after).isEqualTo(expected);
        assertThat(names(after)).isEqualTo(names(expected));
    }

    /** What is told of a write is what is different in it, and all of it but what a provider may have put there itself. */
    @Property
    void tellsOfEachChangeAndOfNoOther(
            @ForAll("appointments") Template template,
            @ForAll TargetStatus target,
            @ForAll ReasonElement element,
            @ForAll boolean dropExtension) {
        CancelledBody.Written written = written(template, target, element, dropExtension);
        ObjectNode before = (ObjectNode) Sample.tree(template.before());
        ObjectNode after = (ObjectNode) Sample.tree(new String(written.bytes(), StandardCharsets.UTF_8));

        Set<String> told = written.changes().stream()
                .map(change -> change.path().replaceAll("[.\\[].*", ""))
                .collect(Collectors.toSet());
        assertThat(told).isEqualTo(different(before, after));
        for (Change change : written.changes()) {
            if (change.path().equals("status")) {
                assertThat(change).isEqualTo(new Change("status", "booked", target.code()));
            } else if (change.path().equals("meta.lastUpdated")) {
                assertThat(change.to())
                        .isEqualTo(after.path("meta").path("lastUpdated").asText());
            } else if (!change.path().equals("_status")) {
                assertThat(change.path()).matches("(reasonCode\\[\\d+]|cancelationReason)([.(\\[].*)?");
                assertThat(change.to()).isIn("http://s", "c1", "can't come", null);
            }
        }
    }

    private static Set<String> different(ObjectNode before, ObjectNode after) {
        Set<String> names = new TreeSet<>(names(before));
        names.addAll(names(after));
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<Template> appointments() {
        Arbitrary<List<String>> others = JsonTexts.members(
                List.of(
                        "\"extension\"",
                        "\"_status\"",
                        "\"reasonCode\"",
                        "\"cancelationReason\"",
                        "\"minutesDuration\"",
                        "\"contained\"",
                        "\"text\"",
                        "\"virtualService\"",
                        "\"Status\"",
                        "\"lastUpdated\""),
                JsonTexts.value());
        Arbitrary<List<String>> own = Combinators.combine(
                        JsonTexts.member("\"resourceType\"", Arbitraries.just("\"Appointment\"")),
                        JsonTexts.member("\"id\"", Arbitraries.of("\"a1\"", "\"\\u0061\\u0031\"")),
                        named(List.of("\"status\"", "\"st\\u0061tus\""), Arbitraries.just(String.valueOf(STATUS))),
                        meta())
                .as((type, id, status, meta) -> {
                    List<String> members = new ArrayList<>(List.of(type, id, status));
                    members.addAll(meta);
                    return members;
                });
        Arbitrary<String> object = Combinators.combine(own, others)
                .as((first, second) -> {
                    List<String> all = new ArrayList<>(first);
                    all.addAll(second);
                    return all;
                })
                .flatMap(members -> Arbitraries.shuffle(members).flatMap(JsonTexts::object));
        return Combinators.combine(
                        JsonTexts.whitespace(),
                        object,
                        JsonTexts.whitespace(),
                        Arbitraries.of("\"booked\"", "\"b\\u006foked\""),
                        lastUpdated())
                .as((lead, text, trail, status, updated) -> new Template(lead + text + trail, status, updated));
    }

    private static Arbitrary<List<String>> meta() {
        Arbitrary<String> object = Combinators.combine(
                        JsonTexts.members(
                                List.of("\"status\"", "\"profile\"", "\"versionId\"", "\"meta\"", "\"_lastUpdated\""),
                                JsonTexts.value()),
                        named(
                                        List.of("\"lastUpdated\"", "\"l\\u0061stUpdated\""),
                                        Arbitraries.just(String.valueOf(LAST_UPDATED)))
                                .list()
                                .ofMaxSize(1))
                .as((others, updated) -> {
                    List<String> all = new ArrayList<>(others);
                    all.addAll(updated);
                    return all;
                })
                .flatMap(members -> Arbitraries.shuffle(members).flatMap(JsonTexts::object));
        Arbitrary<String> noObject = Arbitraries.of("null", "[]", "\"meta\"", "[{\"lastUpdated\":\"x\"}]");
        return named(
                        List.of("\"meta\"", "\"\\u006deta\""),
                        Arbitraries.frequencyOf(Tuple.of(5, object), Tuple.of(1, noObject)))
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<String> lastUpdated() {
        return Arbitraries.of(
                "\"2026-11-01T10:00:00Z\"",
                "\"2026-11-01T10:00:00.8185338+00:00\"",
                "\"2026-11-30T08:00:00.0000000Z\"",
                "\"2027-01-01T10:00:00.123456789123+01:00\"",
                "\"2026-11-01T10:00\\u005a\"",
                "\"no time\"",
                "\"\"",
                "null",
                "1E+2",
                "{ \"lastUpdated\" : [ 1 ] }",
                "[ \"2026-11-01T10:00:00Z\" ]");
    }

    private static Arbitrary<String> named(List<String> spellings, Arbitrary<String> value) {
        return Arbitraries.of(spellings).flatMap(name -> JsonTexts.member(name, value));
    }

    private static String cancelled(
            Template template, TargetStatus target, ReasonElement element, boolean dropExtension) {
        return new String(written(template, target, element, dropExtension).bytes(), StandardCharsets.UTF_8);
    }

    private static CancelledBody.Written written(
            Template template, TargetStatus target, ReasonElement element, boolean dropExtension) {
        return CancelledBody.of(
                Given.read(template.before()),
                Given.requestBecause(REASON, target),
                Given.ACCEPTED,
                new CancellationPolicy(
                        Set.of("booked"), PastAppointments.REFUSE, PatientCheck.VERIFY, element, dropExtension));
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList());
    }
}
