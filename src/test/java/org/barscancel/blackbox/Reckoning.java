package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.barscancel.simulator.Simulator;

/** What must hold from outside when all has ended, whatever happened to the program meanwhile. */
final class Reckoning {
    private static final int PAGE = 500;
    private static final Set<String> OUTCOMES = Set.of("done", "already-done");
    private static final Set<String> REGISTRY = Set.of("removed", "already-absent");

    private final RunningProgram program;
    private final Simulator farSides;
    private final List<Parcel> parcels;
    private final List<LegacySystem> systems;
    private final int requests;
    private final Caller caller;
    private final Map<String, JsonNode> ledger = new TreeMap<>();

    /** The program runs, and appointments from 1 to {@code requests} were asked for once each. */
    Reckoning(
            RunningProgram program,
            Simulator farSides,
            List<Parcel> parcels,
            List<LegacySystem> systems,
            int requests) {
        this.program = program;
        this.farSides = farSides;
        this.parcels = parcels;
        this.systems = systems;
        this.requests = requests;
        this.caller = program.caller();
    }

    void awaitTheEnd(Duration patience) throws Exception {
        await("pointers").atMost(patience).until(() -> farSides.pointers().isEmpty());
        await("ledger").atMost(patience).until(() -> total("") == requests && total("registry=pending&") == 0);
        await("result files").atMost(patience).until(() -> files().allMatch(parcel -> Files.exists(result(parcel))));
        await("claimed").atMost(patience).until(() -> program.files("claimed").isEmpty());
        for (int page = 0; page * PAGE < requests; page++) {
            for (JsonNode item : search("page=" + page + "&size=" + PAGE).path("items")) {
                assertThat(ledger.put(item.path("appointmentId").asText(), item))
                        .isNull();
            }
        }
    }

    /** In the ledger, and the same where the requester looks. */
    void assertOneResultEach() throws Exception {
        assertThat(ledger.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, requests).mapToObj(Clinic::id).toList());
        assertThat(ledger.values()).allSatisfy(result -> {
            assertThat(result.path("outcome").asText()).isIn(OUTCOMES);
            assertThat(result.path("registry").asText()).isIn(REGISTRY);
        });
        assertThat(program.files("results"))
                .containsExactlyInAnyOrderElementsOf(files().map(this::result).toList());
        for (Parcel parcel : files().toList()) {
            assertThat(answered(parcel)).as("%s", parcel).isEqualTo(known(parcel));
        }
        assertReplies();
    }

    /** Every appointment and pointer changed by one write; repeats are repeats to the byte. */
    void assertOneChangeEach() {
        assertThat(farSides.appointments()).hasSize(requests).allSatisfy(appointment -> {
            assertThat(appointment.status()).isEqualTo("cancelled");
            assertThat(appointment.version()).isEqualTo(2);
        });
        Writes writes = new Writes(farSides);
        for (Parcel parcel : parcels) {
            parcel.each().forEach(n -> {
                writes.assertOneChange(n);
                assertThat(writes.bodies(n)).as("bodies for %s", parcel).isLessThanOrEqualTo(acceptances(parcel));
            });
        }
    }

    /** No file that is not archived as it was sent, no message on any queue. */
    void assertNothingIsLeftOver() throws Exception {
        assertThat(program.files("inbox")).isEmpty();
        assertThat(program.files("rejected")).isEmpty();
        Map<String, String> archived = new HashMap<>();
        for (Path file : program.files("archive")) {
            String name = file.getFileName().toString();
            assertThat(archived.put(name.substring(name.indexOf('-') + 1), Files.readString(file)))
                    .isNull();
        }
        assertThat(archived).isEqualTo(files().collect(Collectors.toMap(Parcel::fileName, Parcel::content)));
        try (Requester operator = program.requester()) {
            for (String queue : List.of("cancellations", "requests", "pointers", "events")) {
                await(queue).until(() -> operator.lyingOn("bars." + queue).isEmpty());
            }
            for (String queue : List.of("rejected", "parked", "dead")) {
                assertThat(operator.lyingOn("bars." + queue)).as(queue).isEmpty();
            }
        }
    }

    String report() {
        Writes writes = new Writes(farSides);
        Map<Long, Long> bodies = IntStream.rangeClosed(1, requests)
                .boxed()
                .collect(Collectors.groupingBy(writes::bodies, TreeMap::new, Collectors.counting()));
        Map<String, Long> ends = ledger.values().stream()
                .collect(Collectors.groupingBy(
                        result -> result.path("outcome").asText() + "/"
                                + result.path("registry").asText(),
                        TreeMap::new,
                        Collectors.counting()));
        return "%s; repeated writes %d; appointments by number of bodies %s; pointers left %d; parcels sent again %d"
                .formatted(
                        ends,
                        writes.repeats(),
                        bodies,
                        farSides.pointers().size(),
                        parcels.stream().filter(parcel -> times(parcel) > 1).count());
    }

    /** One for each message that the broker said it has, at most one for any other. */
    private void assertReplies() throws Exception {
        Set<String> owed = systems.stream()
                .flatMap(system -> system.acknowledgedMessages().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> replied = new HashSet<>();
        try (Requester requester = program.requester();
                MessageConsumer replies = requester.listenTo(requester.session().createQueue(LegacySystem.REPLIES))) {
            while (!replied.containsAll(owed)) {
                reply(Requester.next(replies), replied);
            }
            for (Message more = replies.receiveNoWait(); more != null; more = replies.receiveNoWait()) {
                reply(more, replied);
            }
        }
    }

    private void reply(Message reply, Set<String> replied) throws Exception {
        String correlationId = reply.getJMSCorrelationID();
        assertThat(replied.add(correlationId))
                .as("one reply to %s", correlationId)
                .isTrue();
        JsonNode result = Requester.json(reply);
        assertThat(correlationId).startsWith(result.path("appointmentId").asText());
        assertThat(result.path("cancellationId"))
                .isEqualTo(ledger.get(result.path("appointmentId").asText()).path("cancellationId"));
        assertThat(result.path("outcome").asText()).isIn(OUTCOMES);
    }

    private List<String> known(Parcel parcel) {
        return parcel.each()
                .mapToObj(n -> ledger.get(Clinic.id(n)).path("cancellationId").asText())
                .toList();
    }

    private List<String> answered(Parcel parcel) throws Exception {
        if (parcel.door() == Door.CSV_FILE) {
            // The id is the last column.
            return Files.readAllLines(result(parcel)).stream()
                    .skip(1)
                    .map(row -> row.substring(row.lastIndexOf(',') + 1))
                    .toList();
        }
        JsonNode answer = RunningProgram.json(result(parcel));
        return answer.isArray()
                ? RunningProgram.each(answer, "cancellationId")
                : List.of(answer.path("cancellationId").asText());
    }

    private Stream<Parcel> files() {
        return parcels.stream().filter(parcel -> parcel.door().isFolder());
    }

    private Path result(Parcel parcel) {
        return program.home().resolve("results").resolve(parcel.resultName());
    }

    /** Each is a series of attempts of its own, with a body of its own (R5). */
    private int acceptances(Parcel parcel) {
        // A program that is killed between the commit and the archive reads the file once more.
        return times(parcel) + (parcel.door().isFolder() ? 1 : 0);
    }

    private int times(Parcel parcel) {
        return systems.stream()
                .mapToInt(system -> system.sent().getOrDefault(parcel, 0))
                .sum();
    }

    private int total(String filter) throws Exception {
        return search(filter + "size=1").path("total").asInt();
    }

    private JsonNode search(String query) throws Exception {
        return caller.get("/cancellations?" + query).json();
    }
}
