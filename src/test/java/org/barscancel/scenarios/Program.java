package org.barscancel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.barscancel.BarsCancelApplication;
import org.barscancel.blackbox.Exposed;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.util.FileSystemUtils;

/** The whole program in this JVM, with a home of its own that is deleted in the end. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ANSWERS = "scenarios.answers";
    private static final int MANAGEMENT_ENDPOINTS = 12;

    private final Path home;
    private final ConfigurableApplicationContext context;
    private final JmsTemplate jms;
    private final HttpClient http = HttpClient.newHttpClient();

    private Program(Path home, ConfigurableApplicationContext context) {
        this.home = home;
        this.context = context;
        this.jms = new JmsTemplate(context.getBean(ConnectionFactory.class));
        this.jms.setReceiveTimeout(PATIENCE.toMillis());
    }

    /** Starts it, far sides and settings as given. */
    static Program start(String farSide, Map<String, String> settings) {
        try {
            Path home = Files.createTempDirectory("bars-scenarios");
            Stream<String> fixed =
                    Stream.of("--bars.home=" + home, "--bars.provider.url=" + farSide, "--server.port=0");
            Stream<String> others =
                    settings.entrySet().stream().map(entry -> "--" + entry.getKey() + "=" + entry.getValue());
            return new Program(
                    home,
                    new SpringApplicationBuilder(BarsCancelApplication.class)
                            .run(Stream.concat(fixed, others).toArray(String[]::new)));
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    /** Hands requests in and waits for their results. */
    List<JsonNode> results(String name, Given.Channel channel, JsonNode requests) {
        return switch (channel) {
            case FILE -> byFile(name + ".json", requests);
            case QUEUE -> byQueue(requests);
            default -> throw new IllegalArgumentException(channel + " delivers nothing");
        };
    }

    /** Replays what a result is of, and waits for its end; a call that is refused is answered with its problem. */
    List<JsonNode> replay(JsonNode result) {
        return replayed("/cancellations/" + result.path("cancellationId").asText() + "/replay", "");
    }

    /** Replays a group of what came since, other scenarios having left theirs, and waits for the ends. */
    List<JsonNode> replays(JsonNode group, Instant since) {
        ObjectNode recent = group.deepCopy();
        return replayed("/replays", recent.put("from", since.toString()).toString());
    }

    private List<JsonNode> replayed(String path, String body) {
        HttpResponse<String> answer = call(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 202) {
            return List.of(json(answer));
        }
        List<JsonNode> ends = new ArrayList<>();
        json(answer)
                .path("cancellationIds")
                .forEach(id -> ends.add(await(path)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(
                                () -> json(call(HttpRequest.newBuilder(address("/cancellations/" + id.asText())))),
                                result -> result.has("finishedAt"))));
        return ends;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Fixtures.MAPPER.readTree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Shows all that it exposes. */
    void show(Exposed exposed) throws Exception {
        assertThat(exposed.management(address("/"))).isGreaterThan(MANAGEMENT_ENDPOINTS);
        exposed.errorPages(address("/"), Marked.NHS_NUMBER);
        exposed.errorPages(address("/"), Marked.GIVEN_NAME);
        exposed.headers(context.getBean(ConnectionFactory.class));
        exposed.fileNames(home);
        exposed.jmx();
    }

    /** How many messages a queue holds, those to be delivered later included. */
    int waiting(String queue) {
        return Math.toIntExact(context.getBean(EmbeddedActiveMQ.class)
                .getActiveMQServer()
                .locateQueue("bars." + queue)
                .getMessageCount());
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private List<JsonNode> byFile(String name, JsonNode requests) {
        Path result = home.resolve("results").resolve(name + ".result.json");
        try {
            Path part = home.resolve("inbox").resolve(name + ".part");
            Files.writeString(part, requests.toString());
            Files.move(part, part.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
            await(name).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> Files.exists(result));
            JsonNode read = Fixtures.MAPPER.readTree(result.toFile());
            List<JsonNode> results = new ArrayList<>();
            if (read.isArray()) {
                read.forEach(results::add);
            } else {
                results.add(read);
            }
            return results;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<JsonNode> byQueue(JsonNode requests) {
        String correlation = UUID.randomUUID().toString();
        jms.send("bars.cancellations", session -> {
            Message message = session.createTextMessage(requests.toString());
            message.setJMSReplyTo(session.createQueue(ANSWERS));
            message.setJMSCorrelationID(correlation);
            return message;
        });
        List<JsonNode> results = new ArrayList<>();
        for (int expected = requests.isArray() ? requests.size() : 1; expected > 0; expected--) {
            Message answer = jms.receiveSelected(ANSWERS, "JMSCorrelationID = '" + correlation + "'");
            if (answer == null) {
                throw new AssertionError("No answer on the queue");
            }
            try {
                results.add(Fixtures.MAPPER.readTree(((TextMessage) answer).getText()));
            } catch (JMSException | IOException unreadable) {
                throw new AssertionError("The answer on the queue cannot be read", unreadable);
            }
        }
        return results;
    }
}
