package org.barscancel.runtime;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.barscancel.BarsCancelApplication;
import org.barscancel.request.NhsNumber;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jms.core.JmsTemplate;

/** The program in this JVM, with a simulator of both far sides that holds many appointments, a pointer to each. */
final class WholeProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_CALLS = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "scenario-fixtures");
    private static final String APPOINTMENT = "aca94bdb-2e38-4399-9ece-2ba083ce65b5";
    private static final String PATIENT = "9990000018";

    private final SimulatorHost farSides = SimulatorHost.start();
    private final Path home;
    private final ConfigurableApplicationContext context;
    private int files;

    WholeProgram(Path home, String... settings) {
        this.home = home;
        List<String> all = new ArrayList<>(List.of(
                "--bars.home=" + home,
                "--bars.provider.url=" + farSides.baseUrl(),
                "--server.port=0",
                "--bars.broker.listen=",
                "--bars.file.min-age=0ms",
                "--bars.file.poll-interval=50ms",
                "--bars.organisation.ods-code=A1001",
                "--bars.organisation.name=Outage Hospital",
                "--bars.software.id=https://example.org/Id/device-identifier|OUTAGE",
                "--bars.software.name=BaRS Cancel",
                "--bars.software.version=test",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491"));
        all.addAll(List.of(settings));
        context = new SpringApplicationBuilder(BarsCancelApplication.class).run(all.toArray(String[]::new));
    }

    /** Faithful far sides with that many booked appointments and pointers. */
    Simulator farSides(int appointments) throws IOException {
        Simulator simulator = farSides.simulator();
        simulator.reset();
        simulator.configure(SimulatorSettings.strict().withRecordLimit(MOST_CALLS));
        String appointment = Files.readString(FIXTURES.resolve("appointment.json"));
        String pointer = Files.readString(FIXTURES.resolve("pointer.json"));
        List<String> patients = LongStream.iterate(Long.parseLong(PATIENT), number -> number + 1)
                .mapToObj(Long::toString)
                .filter(number -> NhsNumber.parse(number).isPresent())
                .limit(appointments)
                .toList();
        for (int i = 0; i < appointments; i++) {
            String patient = patients.get(i);
            simulator.seed(appointment.replace(APPOINTMENT, id(i)).replace(PATIENT, patient));
            simulator.seed(pointer.replace(APPOINTMENT, id(i))
                    .replace("pointer-1", "pointer-" + i)
                    .replace(PATIENT, patient));
        }
        return simulator;
    }

    /** Sends a text to the request queue, and waits for the one result. */
    JsonNode ask(String text, String requester) throws IOException {
        JmsTemplate template = new JmsTemplate(context.getBean(ConnectionFactory.class));
        template.setReceiveTimeout(PATIENCE.toMillis());
        template.send("bars.cancellations", session -> {
            TextMessage message = session.createTextMessage(text);
            message.setStringProperty("requester", requester);
            message.setJMSReplyTo(session.createQueue("answers"));
            return message;
        });
        return JSON.readTree((String) template.receiveAndConvert("answers"));
    }

    /** Hands in a file; answers where its results will lie. */
    Path drop(String name, String content) throws IOException {
        Path part = home.resolve("inbox").resolve(name + ".part");
        Files.createDirectories(part.getParent());
        Files.writeString(part, content);
        Files.move(part, part.resolveSibling(Path.of(name).getFileName()), StandardCopyOption.ATOMIC_MOVE);
        return home.resolve("results").resolve(name + ".result.json");
    }

    /** Hands in a file that asks to cancel them all; answers where the results will lie. */
    Path request(int appointments) throws IOException {
        List<String> requests = IntStream.range(0, appointments)
                .mapToObj(i -> "{\"appointmentId\":\"" + id(i) + "\"}")
                .toList();
        return drop("requests-" + ++files + ".json", requests.toString());
    }

    /** Waits until all requests of a file have ended. */
    List<JsonNode> results(Path file) throws IOException {
        await("results").atMost(PATIENCE).until(() -> Files.exists(file));
        List<JsonNode> results = new ArrayList<>();
        JSON.readTree(file.toFile()).forEach(results::add);
        return results;
    }

    /** How many messages a queue holds, those to be delivered later included. */
    long waiting(String queue) {
        return context.getBean(EmbeddedActiveMQ.class)
                .getActiveMQServer()
                .locateQueue("bars." + queue)
                .getMessageCount();
    }

    CircuitState state(String farSide) {
        return context.getBean(Circuits.class).of(farSide).state();
    }

    /** What the program answers at a path below {@code /actuator}. */
    HttpResponse<String> actuator(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(actuator(path).body());
    }

    @Override
    public void close() {
        context.close();
        farSides.close();
    }

    private static String id(int i) {
        return "appointment-" + i;
    }
}
