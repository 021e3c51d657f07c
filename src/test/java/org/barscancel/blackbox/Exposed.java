package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What a running program shows to those who operate it: its management endpoints, the headers of what lies on its queues,
 * the names of its files, its error pages and JMX. Each text is handed to a listener with its place.
 */
public final class Exposed {
    /** Bodies are what the error channels are there for; headers are shown by every broker's console. */
    private static final List<String> QUEUES =
            List.of("bars.rejected", "bars.parked", "bars.dead", "bars.undelivered", "bars.cancellations");

    private final BiConsumer<String, String> listener;
    private final HttpClient http = HttpClient.newHttpClient();

    public Exposed(BiConsumer<String, String> listener) {
        this.listener = listener;
    }

    /** Every management endpoint that is open, and every metric with its tags. Returns how many endpoints there were. */
    public int management(URI program) throws Exception {
        JsonNode links = new ObjectMapper().readTree(get(program, "/actuator")).path("_links");
        int endpoints = 0;
        for (JsonNode link : links) {
            String path = URI.create(link.path("href").asText().replaceAll("[{].*", ""))
                    .getPath();
            if (!link.path("templated").asBoolean() && !path.equals("/actuator")) {
                listener.accept(path, get(program, path));
                endpoints++;
            }
        }
        for (JsonNode name :
                new ObjectMapper().readTree(get(program, "/actuator/metrics")).path("names")) {
            listener.accept(name.asText(), get(program, "/actuator/metrics/" + name.asText()));
        }
        return endpoints;
    }

    /** What is answered to calls as they should not be, that hold something of a patient. */
    public void errorPages(URI program, String secret) throws Exception {
        for (String path :
                List.of("/" + secret, "/cancellations/" + secret, "/batches/" + secret, "/actuator/" + secret)) {
            for (String method : List.of("GET", "POST", "DELETE", "ODD", "TRACE")) {
                answer(program, path, method, "{\"nhsNumber\": \"" + secret + "\"", "application/json");
            }
        }
        for (String type : List.of("application/json", "text/csv", "application/hl7-v2", secret + "/" + secret)) {
            answer(program, "/cancellations", "POST", secret + "\n" + secret, type);
            answer(program, "/$process-message", "POST", secret, type);
        }
        answer(program, "/cancellations?outcome=" + secret, "GET", "", "application/json");
        for (String line : List.of(
                "GET /{" + secret + "} HTTP/1.1",
                secret,
                "GET / HTTP/1.1\r\n" + secret + " : x",
                "GET /cancellations HTTP/1.1\r\nCookie: a=\"" + secret,
                "GET /cancellations?outcome=%zz" + secret + " HTTP/1.1",
                "GET /%zz" + secret + " HTTP/1.1",
                "POST /cancellations HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: " + secret
                        + secret)) {
            raw(program, line);
        }
    }

    /** What no HTTP client would send. */
    private void raw(URI program, String lines) throws IOException {
        try (Socket socket = new Socket(program.getHost(), program.getPort())) {
            socket.getOutputStream()
                    .write((lines + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            listener.accept(
                    "answer to what is no HTTP",
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Names and values of the headers of what lies on the queues. */
    public void headers(ConnectionFactory broker) throws JMSException {
        try (Connection connection = broker.createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            for (String queue : QUEUES) {
                try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                    for (Enumeration<?> lying = browser.getEnumeration(); lying.hasMoreElements(); ) {
                        headers(queue, (Message) lying.nextElement());
                    }
                }
            }
        }
    }

    /** Names below a folder. */
    public void fileNames(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(
                    file -> listener.accept("file name", folder.relativize(file).toString()));
        }
    }

    /** Every object and attribute of this JVM. */
    public void jmx() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            listener.accept("JMX", name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    listener.accept("JMX " + name, String.valueOf(server.getAttribute(name, attribute.getName())));
                } catch (JMException | RuntimeException notShown) {
                    listener.accept("JMX " + name, String.valueOf(notShown));
                }
            }
        }
    }

    private void headers(String queue, Message message) throws JMSException {
        StringBuilder all = new StringBuilder()
                .append(message.getJMSMessageID())
                .append(' ')
                .append(message.getJMSCorrelationID())
                .append(' ')
                .append(message.getJMSType())
                .append(' ')
                .append(message.getJMSReplyTo());
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            Object name = names.nextElement();
            all.append(' ').append(name).append('=').append(message.getObjectProperty((String) name));
        }
        listener.accept("headers on " + queue, all.toString());
    }

    private void answer(URI program, String path, String method, String body, String type) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(program.resolve(path)).header("Content-Type", type);
        var answer = http.send(
                request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        listener.accept(
                method + " answered with HTTP " + answer.statusCode(),
                answer.headers().map() + answer.body());
    }

    private String get(URI program, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(program.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }
}
