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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsConsumer;
import org.barscancel.BarsCancelApplication;
import org.barscancel.request.NhsNumber;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** The program in this JVM, with a simulator of both far sides that holds many appointments, a pointer to each. */
public final class WholeProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_CALLS = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "scenario-fixtures");
    private static final String APPOINTMENT = "aca94bdb-2e38-4399-9ece-2ba083ce65b5";
    private static final String PATIENT = "9990000018";

    private final SimulatorHost farSides;
    private final Path home;
    private final ConfigurableApplicationContext context;
    private int files;

    public WholeProgram(Path home, String... settings) {
        this(SimulatorHost.start(), home, settings);
    }

    /** The program whose far sides are made ready before it starts: what waits for them is called for at once. */
    public static WholeProgram withFarSides(FarSides ready, Path home, String... settings) throws Exception {
        SimulatorHost farSides = SimulatorHost.start();
        ready.make(farSides.simulator());
        return new WholeProgram(farSides, home, settings);
    }

    /** Makes far sides ready. */
    @FunctionalInterface
    public interface FarSides {
        void make(Simulator simulator) throws Exception;
    }

    private WholeProgram(SimulatorHost farSides, Path home, String... settings) {
        this.farSides = farSides;
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
        // A later one of the same name would be added to the first, not take its place.
        List<String> given = List.of(settings);
        all.subList(0, all.size() - given.size())
                .removeIf(preset -> given.stream().anyMatch(one -> one.startsWith(preset.split("=", 2)[0] + "=")));
        hearLogsAgain();
        context = new SpringApplicationBuilder(BarsCancelApplication.class).run(all.toArray(String[]::new));
    }

    /** A doctor that ran in this JVM has silenced the logs of all who come after it. */
    public static void hearLogsAgain() {
        List.of("FILE_LOG_THRESHOLD", "CONSOLE_LOG_THRESHOLD").forEach(System::clearProperty);
    }

    public Simulator farSides() {
        return farSides.simulator();
    }

    /** Faithful far sides with that many booked appointments and pointers. */
    public Simulator farSides(int appointments) throws IOException {
        return seeded(farSides.simulator(), appointments);
    }

    /** The same of other far sides. */
    public static Simulator seeded(Simulator simulator, int appointments) throws IOException {
        return seeded(simulator, appointments, "A1001");
    }

    /** The same of other far sides, with pointers of that organisation. */
    public static Simulator seeded(Simulator simulator, int appointments, String custodian) throws IOException {
        simulator.reset();
        simulator.configure(SimulatorSettings.strict().withRecordLimit(MOST_CALLS));
        String appointment = Files.readString(FIXTURES.resolve("appointment.json"));
        String pointer = Files.readString(FIXTURES.resolve("pointer.json")).replace("A1001", custodian);
        List<String> patients = patients(appointments);
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
    public JsonNode ask(String text, String requester) throws IOException {
        return ask(text, requester, 1).get(0);
    }

    /** Sends a text to the request queue, and waits for so many results, in whatever order they come. */
    public List<JsonNode> ask(String text, String requester, int answers) throws IOException {
        JmsTemplate template = new JmsTemplate(context.getBean(ConnectionFactory.class));
        template.setReceiveTimeout(PATIENCE.toMillis());
        // What runs again is answered again, and nobody may have looked at that.
        String question = UUID.randomUUID().toString();
        template.send("bars.cancellations", session -> {
            TextMessage message = session.createTextMessage(text);
            message.setJMSCorrelationID(question);
            message.setStringProperty("requester", requester);
            message.setJMSReplyTo(session.createQueue("answers"));
            return message;
        });
        List<JsonNode> results = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            results.add(JSON.readTree(
                    (String) template.receiveSelectedAndConvert("answers", "JMSCorrelationID = '" + question + "'")));
        }
        return results;
    }

    /** Hands in a file; answers where its results will lie. */
    public Path drop(String name, String content) throws IOException {
        Path part = home.resolve("inbox").resolve(name + ".part");
        Files.createDirectories(part.getParent());
        Files.writeString(part, content);
        Files.move(part, part.resolveSibling(Path.of(name).getFileName()), StandardCopyOption.ATOMIC_MOVE);
        return home.resolve("results").resolve(name + ".result.json");
    }

    /** Hands in a file that asks to cancel them all; answers where the results will lie. */
    public Path request(int appointments) throws IOException {
        return request(appointments, "", "");
    }

    /**
     * The same from a subfolder of the inbox.
     *
     * @param folder with a slash at the end
     * @param fields what each request says beside the id, beginning with a comma
     */
    public Path request(int appointments, String folder, String fields) throws IOException {
        List<String> requests = IntStream.range(0, appointments)
                .mapToObj(i -> "{\"appointmentId\":\"" + id(i) + "\"" + fields + "}")
                .toList();
        return drop(folder + "requests-" + ++files + ".json", requests.toString());
    }

    /** Waits until all requests of a file have ended. */
    public List<JsonNode> results(Path file) throws IOException {
        await("results").atMost(PATIENCE).until(() -> Files.exists(file));
        List<JsonNode> results = new ArrayList<>();
        JSON.readTree(file.toFile()).forEach(results::add);
        return results;
    }

    /** How many messages a queue holds, those to be delivered later included. */
    public long waiting(String queue) {
        return context.getBean(EmbeddedActiveMQ.class)
                .getActiveMQServer()
                .locateQueue("bars." + queue)
                .getMessageCount();
    }

    /** Waits until a route takes nothing more from its queue: for a moment after its pause it still does. */
    public void awaitIdle(String route) {
        JmsConsumer consumer = (JmsConsumer)
                context.getBean(CamelContext.class).getRoute(route).getConsumer();
        await("the pause of " + route)
                .atMost(PATIENCE)
                .until(() -> consumer.isSuspended()
                        && consumer.getListenerContainer() instanceof DefaultMessageListenerContainer container
                        && container.getActiveConsumerCount() == 0);
    }

    /** Lets a route end what it has begun, and take nothing more until the program is started again. */
    public void rest(String route) throws Exception {
        context.getBean(CamelContext.class).getRouteController().suspendRoute(route);
        awaitIdle(route);
    }

    /** The texts that a queue holds. */
    public List<String> texts(String queue) {
        JmsTemplate template = new JmsTemplate(context.getBean(ConnectionFactory.class));
        List<String> texts = new ArrayList<>();
        template.browse("bars." + queue, (session, browser) -> {
            for (Enumeration<?> left = browser.getEnumeration(); left.hasMoreElements(); ) {
                texts.add(((TextMessage) left.nextElement()).getText());
            }
            return texts;
        });
        return texts;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public CircuitState state(String farSide) {
        return context.getBean(Circuits.class).of(farSide).state();
    }

    /** What the program answers at a path below {@code /actuator}. */
    public HttpResponse<String> actuator(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address("/actuator/" + path)).build(), BodyHandlers.ofString());
    }

    /** What the program answers to a body; headers are names and values in turn. */
    public HttpResponse<String> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).timeout(PATIENCE).POST(BodyPublishers.ofByteArray(body));
        return HttpClient.newHttpClient().send(request.headers(headers).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address(path))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    /** What the program answers at a path, to this JSON when there is any. */
    public HttpResponse<String> call(String path, String json) throws IOException, InterruptedException {
        return json == null
                ? get("/" + path, "*/*")
                : post("/" + path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(actuator(path).body());
    }

    @Override
    public void close() {
        context.close();
        farSides.close();
    }

    /** The NHS number of the patient of an appointment. */
    public static String patient(int i) {
        return patients(i + 1).get(i);
    }

    private static List<String> patients(int many) {
        return LongStream.iterate(Long.parseLong(PATIENT), number -> number + 1)
                .mapToObj(Long::toString)
                .filter(number -> NhsNumber.parse(number).isPresent())
                .limit(many)
                .toList();
    }

    public static String id(int i) {
        return "appointment-" + i;
    }
}
