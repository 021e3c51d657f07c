package org.barscancel.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: has the running program run again what was rejected or parked, by its HTTP interface. */
@Command(
        name = "replay",
        description =
                "Has the running program run again what was rejected or parked: one cancellation, or all that fit.",
        footer = "Where callers must show who they are: a key of the role operate in the variable " + ReplayCommand.KEY
                + ".")
final class ReplayCommand implements Callable<Integer> {
    static final String KEY = "BARS_REPLAY_KEY";

    private static final int ACCEPTED = 202;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnaryOperator<@Nullable String> environment;
    private final PrintStream out;
    private final PrintStream error;

    @Option(names = "--url", description = "Where the program listens (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @ArgGroup(multiplicity = "1")
    private final Which which = new Which();

    /** One, or a group. */
    static final class Which {
        @Parameters(paramLabel = "<cancellationId>", description = "The one that runs again.")
        private @Nullable String cancellationId;

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Fitting fitting;
    }

    /** What narrows a group; each as {@code POST /replays} has it. */
    static final class Fitting {
        @Option(names = "--problem", paramLabel = "<code>", description = "That stopped with this problem.")
        private @Nullable String problem;

        @Option(names = "--leg", description = "That stopped in this leg: provider or registry.")
        private @Nullable String leg;

        @Option(names = "--requester", description = "That came from this requester.")
        private @Nullable String requester;

        @Option(
                names = "--from",
                paramLabel = "<time>",
                description = "That came then (2026-11-22T00:00:00Z) or later.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "<time>", description = "That came before then.")
        private @Nullable String to;
    }

    ReplayCommand(UnaryOperator<@Nullable String> environment, PrintStream out, PrintStream error) {
        this.environment = environment;
        this.out = out;
        this.error = error;
    }

    @Override
    public Integer call() throws InterruptedException {
        String key = environment.apply(KEY);
        if (key != null && "http".equalsIgnoreCase(url.getScheme()) && !isThisMachine(url.getHost())) {
            error.println("A key is sent by https only, but to this machine.");
            return 2;
        }
        HttpRequest.Builder request = request();
        if (key != null) {
            request.header("X-API-Key", key);
        }
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .build()
                    .send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            (answer.statusCode() == ACCEPTED ? out : error).println(told(answer));
            return answer.statusCode() == ACCEPTED ? 0 : 1;
        } catch (IOException unreached) {
            error.println("Not reached at " + url + ": " + unreached);
            return 1;
        }
    }

    private HttpRequest.Builder request() {
        String base = url.toString().replaceFirst("/+$", "");
        if (which.cancellationId != null) {
            return HttpRequest.newBuilder(
                            URI.create(base).resolve("/cancellations/" + which.cancellationId + "/replay"))
                    .POST(HttpRequest.BodyPublishers.noBody());
        }
        ObjectNode selection = JSON.createObjectNode();
        Fitting fitting = which.fitting;
        if (fitting == null) {
            selection.put("all", which.all);
        } else {
            put(selection, "problem", fitting.problem);
            put(selection, "leg", fitting.leg);
            put(selection, "requester", fitting.requester);
            put(selection, "from", fitting.from);
            put(selection, "to", fitting.to);
        }
        return HttpRequest.newBuilder(URI.create(base + "/replays"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(selection.toString()));
    }

    private static void put(ObjectNode selection, String field, @Nullable String value) {
        if (value != null) {
            selection.put(field, value);
        }
    }

    private static String told(HttpResponse<String> answer) {
        if (answer.statusCode() == ACCEPTED) {
            return answer.body();
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            return "Refused with " + answer.statusCode() + ": "
                    + problem.path("title").asText() + " "
                    + problem.path("detail").asText();
        } catch (IOException noProblem) {
            return "Refused with " + answer.statusCode();
        }
    }

    private static boolean isThisMachine(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
