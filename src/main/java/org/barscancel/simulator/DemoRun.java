package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a newcomer the main job: drops the sample files into the inbox once the program is ready, waits for what becomes
 * of them, and says where it lies.
 */
final class DemoRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("demonstration");

    private static final List<String> SAMPLES =
            List.of("monday-clinic.json", "booked-by-mistake.json", "breaks-off.json");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();

    DemoRun(Path home, Clock clock) {
        this.clock = clock;
        this.home = home.toAbsolutePath().normalize();
    }

    @Override
    public void run() {
        try (WatchService news = FileSystems.getDefault().newWatchService()) {
            for (Path folder : List.of(results(), rejected())) {
                Files.createDirectories(folder).register(news, StandardWatchEventKinds.ENTRY_CREATE);
            }
            Instant begun = clock.instant();
            drop();
            LOG.info("{} sample files dropped into {}", SAMPLES.size(), inbox());
            Map<String, Path> answers = await(news, begun);
            for (String sample : SAMPLES) {
                tell(sample, answers.get(sample));
            }
            sayWhere();
        } catch (IOException broken) {
            LOG.error("The demonstration could not be run: {}", broken.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Path inbox() {
        return home.resolve("inbox");
    }

    private Path results() {
        return home.resolve("results");
    }

    private Path rejected() {
        return home.resolve("rejected");
    }

    private void drop() throws IOException {
        Files.createDirectories(inbox());
        for (String sample : SAMPLES) {
            try (InputStream content = DemoRun.class.getResourceAsStream("/bars-cancel/demo/" + sample)) {
                if (content == null) {
                    throw new IOException("no sample " + sample);
                }
                Path part = inbox().resolve(sample + ".part");
                Files.write(part, content.readAllBytes());
                Files.move(part, inbox().resolve(sample));
            }
        }
    }

    /** The answer to each sample, once there is one: a result file or an error file that is newer than the drop. */
    private Map<String, Path> await(WatchService news, Instant begun) throws IOException, InterruptedException {
        Map<String, Path> answers = new TreeMap<>();
        Instant end = begun.plus(PATIENCE);
        while (answers.size() < SAMPLES.size() && clock.instant().isBefore(end)) {
            WatchKey key = news.poll(1, TimeUnit.SECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
            for (String sample : SAMPLES) {
                newest(sample, begun).ifPresent(answer -> answers.put(sample, answer));
            }
        }
        return answers;
    }

    private Optional<Path> newest(String sample, Instant begun) throws IOException {
        for (Path folder : List.of(results(), rejected())) {
            try (Stream<Path> files = Files.list(folder)) {
                Optional<Path> answer = files.filter(
                                file -> isAnswer(file.getFileName().toString(), sample))
                        .filter(file -> file.toFile().lastModified() >= begun.toEpochMilli())
                        .findFirst();
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAnswer(String name, String sample) {
        return (name.startsWith(sample + ".") && name.endsWith(".result.json"))
                || name.endsWith("-" + sample + ".error.json");
    }

    private void tell(String sample, @Nullable Path answer) throws IOException {
        if (answer == null) {
            LOG.warn("{}: no answer within {} s; see the log above", sample, PATIENCE.toSeconds());
            return;
        }
        LOG.info("{} -> {}", sample, home.relativize(answer));
        JsonNode json = mapper.readTree(answer.toFile());
        if (json.has("code")) {
            LOG.info(
                    "    cannot be read: {} {}",
                    json.path("message").asText(),
                    json.path("nextAction").asText());
            return;
        }
        for (JsonNode result : json.isArray() ? json : List.of(json)) {
            LOG.info(
                    "    {}  appointment {}, pointer {}{}",
                    result.path("appointmentId").asText(),
                    result.path("outcome").asText(),
                    result.path("registry").asText(),
                    result.has("pointers") ? " (" + result.path("pointers").asInt() + ")" : "");
            JsonNode problem = result.path("problem");
            if (problem.has("code")) {
                LOG.info(
                        "        {}: {} {}",
                        problem.path("code").asText(),
                        problem.path("message").asText(),
                        problem.path("nextAction").asText());
            }
        }
    }

    private void sayWhere() {
        LOG.info("Answers lie in {}, originals in {}", results(), home.resolve("archive"));
        LOG.info("Files that cannot be read lie in {}, each with its reason beside it", rejected());
        LOG.info(
                "The program runs on. Drop a .json file of your own into {}, for example {}",
                inbox(),
                // Without an NHS number: none is ever logged.
                "{\"appointmentId\": \"demo-0009\"}");
    }
}
