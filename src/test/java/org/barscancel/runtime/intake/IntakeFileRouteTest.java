package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.answer.ErrorFiles;
import org.barscancel.answer.OneOwner;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.intake.Arrival;
import org.barscancel.intake.Claims;
import org.barscancel.intake.CsvIntake;
import org.barscancel.intake.Feeds;
import org.barscancel.intake.FileIntake;
import org.barscancel.intake.Readers;
import org.barscancel.intake.Shelf;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.Reading;
import org.barscancel.runtime.NotedAudit;
import org.barscancel.runtime.RecordedTransactions;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.ledger.Outcomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeFileRouteTest extends RouteTestSupport {
    @TempDir
    static Path root;

    private final RecordedTransactions transactions = new RecordedTransactions();
    private Path home;

    @Override
    public List<String> files() {
        return List.of("10-claim-file", "10-intake-file", "14-read-file", "14-reject-file", "62-tell");
    }

    @Override
    public Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("bars.file.home", home().toString());
        return settings;
    }

    @Override
    protected void bindToRegistry(Registry registry) throws IOException {
        Claims claims = new Claims(home(), CLOCK);
        FileTroubles troubles = new FileTroubles(System::nanoTime);
        registry.bind("claims", claims);
        registry.bind(
                "completeFiles",
                new CompleteFiles(
                        OneOwner.HOME,
                        new org.barscancel.intake.StableFiles(java.time.Duration.ofMillis(20), System::nanoTime),
                        troubles));
        registry.bind("fileTroubles", troubles);
        registry.bind("claimedFiles", new ClaimedFiles(OneOwner.HOME, troubles));
        Shelf shelf = new Shelf(home().resolve("archive"), KeysGiven.NO_FILES);
        registry.bind("shelf", shelf);
        registry.bind(
                "fileIntake",
                new FileIntake(
                        home,
                        claims,
                        Readers.documents(1000),
                        new CsvIntake(new CsvRequestReader(StandardCharsets.UTF_8, 100), 2),
                        Feeds.intake(1000, CLOCK),
                        1000,
                        CLOCK,
                        shelf));
        registry.bind("rejectedFiles", new RejectedFiles(new ErrorFiles(home, MAPPER), new NotedAudit()));
        registry.bind("outcomes", new Outcomes(null, null, MAPPER, Unread.measures()));
        SpringTransactionPolicy policy = new SpringTransactionPolicy(transactions);
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        registry.bind("intakeTransaction", policy);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:accept").errorHandler(noErrorHandler()).to("mock:accept");
            }
        };
    }

    @Test
    void handsOnARequestAndArchivesTheOriginal() throws Exception {
        drop("pas-1/clinic.json", "{\"appointmentId\":\"a1\"}");
        start();

        await().until(() -> below("archive").size() == 1);
        Path archived = below("archive").get(0);
        assertThat(archived).hasContent("{\"appointmentId\":\"a1\"}");
        assertThat(home.resolve("archive").relativize(archived).toString()).matches("2026-11-30/[^/-]+-clinic\\.json");
        Arrival arrival = getMockEndpoint("mock:accept")
                .getExchanges()
                .get(0)
                .getMessage()
                .getBody(Arrival.class);
        assertThat(arrival.requester()).isEqualTo("pas-1");
        assertThat(archived.getFileName()).hasToString(arrival.arrivalId() + "-clinic.json");
        assertThat(below("inbox")).isEmpty();
        assertThat(below("claimed")).isEmpty();
        assertThat(transactions.commits).hasValue(1);
    }

    @Test
    void keepsAnUnreadableFileWithItsReason() throws Exception {
        drop("pas-1/clinic.json", "{");
        start();

        await().until(() -> below("rejected").size() == 2);
        List<Path> rejected = below("rejected/pas-1");
        assertThat(rejected)
                .extracting(Path::toString)
                .satisfiesExactlyInAnyOrder(
                        original -> assertThat(original).endsWith("-clinic.json"),
                        error -> assertThat(error).endsWith("-clinic.json.error.json"));
        assertThat(rejected)
                .filteredOn(path -> path.toString().endsWith(".error.json"))
                .singleElement()
                .satisfies(error -> assertThat(error).content().contains("malformed"));
        await().until(() -> below("claimed").isEmpty());
        assertThat(texts(queue("events"))).singleElement().asString().contains("\"file-rejected\"");
        assertThat(getMockEndpoint("mock:accept").getExchanges()).isEmpty();
    }

    @Test
    void keepsAFileClaimedUntilItCanBeAccepted() throws Exception {
        drop("clinic.json", "{\"appointmentId\":\"a1\"}");
        getMockEndpoint("mock:accept").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("The broker is full");
        });
        start();

        await().until(() -> below("archive").size() == 1);
        List<String> arrivals = getMockEndpoint("mock:accept").getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Arrival.class).arrivalId())
                .toList();
        assertThat(arrivals).as("the same arrival again").hasSize(2).containsOnly(arrivals.get(0));
        assertThat(transactions.rollbacks).hasValue(1);
        assertThat(transactions.commits).hasValue(1);
    }

    @Test
    void acceptsALongFilePartByPartEachInATransactionOfItsOwn() throws Exception {
        drop("pas-1/clinic.csv", "appointmentId\na1\na2\na3\na4\na5\n");
        getMockEndpoint("mock:accept").whenExchangeReceived(2, exchange -> {
            throw new IllegalStateException("The broker is full");
        });
        start();

        await().until(() -> below("archive").size() == 1);
        List<Arrival> arrivals = getMockEndpoint("mock:accept").getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Arrival.class))
                .toList();
        assertThat(arrivals)
                .extracting(arrival ->
                        arrival.rows().rows().stream().map(Reading.Row::number).toList())
                .as("the second part twice, since it was rolled back")
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(3, 4), List.of(5));
        assertThat(arrivals).extracting(Arrival::size).containsOnly(5);
        assertThat(arrivals)
                .extracting(Arrival::batchId)
                .containsOnly(arrivals.get(0).arrivalId());
        assertThat(transactions.commits).hasValue(3);
        assertThat(transactions.rollbacks).hasValue(1);
        assertThat(below("claimed")).as("no mark is left").isEmpty();
    }

    @Test
    void keepsAFileClaimedWhenTheCommitFails() throws Exception {
        transactions.commitFailures.set(1);
        drop("clinic.json", "{\"appointmentId\":\"a1\"}");
        start();

        await().until(() -> below("archive").size() == 1);
        assertThat(transactions.commits).hasValue(1);
        assertThat(getMockEndpoint("mock:accept").getExchanges()).hasSize(2);
    }

    @Test
    void acceptsAFileOnceWhenItCannotBePutAwayAndPutsItAwayLater() throws Exception {
        Path inTheWay = Files.writeString(Files.createDirectories(home()).resolve("archive"), "a file");
        drop("clinic.json", "{\"appointmentId\":\"a1\"}");
        start();
        await().until(() -> transactions.commits.get() > 1);
        assertThat(below("claimed")).hasSize(1);

        Files.delete(inTheWay);

        await().until(() -> below("archive").size() == 1);
        assertThat(below("claimed")).isEmpty();
        assertThat(getMockEndpoint("mock:accept").getExchanges()).hasSize(1);
    }

    @Test
    void keepsAnUnreadableFileClaimedUntilItCanBeExplained() throws Exception {
        Path inTheWay = Files.writeString(Files.createDirectories(home()).resolve("rejected"), "a file");
        drop("unreadable.json", "{");
        drop("clinic.json", "{\"appointmentId\":\"a1\"}");
        start();
        await().until(() -> below("archive").size() == 1 && transactions.rollbacks.get() > 1);
        assertThat(queue("events").getExchanges()).as("nothing is told yet").isEmpty();

        Files.delete(inTheWay);

        await().until(() -> below("rejected").size() == 2 && below("claimed").isEmpty());
        assertThat(texts(queue("events"))).singleElement().asString().contains("\"file-rejected\"");
    }

    @Test
    void takesFilesOfAnyNameAndNothingThatIsNoFile() throws Exception {
        List<String> names = List.of(
                "two words.json",
                "Grüße ÄÖÜ.json",
                "-rf.json",
                "\uD83D\uDE80.json",
                "line\nbreak.json",
                "back\\slash.json",
                "..json",
                "...json",
                "${body}.json",
                "Clinic.json",
                "clinic.JSON",
                "folder.json/inner.json",
                "a/b/c/d.json",
                "x".repeat(250) + ".json");
        names.forEach(name -> drop(name, "{\"appointmentId\":\"a1\"}"));
        Path pipe = home().resolve("inbox/pipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        start();

        // Names that begin with a dot are those of unfinished files.
        await().untilAsserted(() -> assertThat(below("archive")).hasSize(names.size() - 2));
        assertThat(below("inbox"))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("..json", "...json", "pipe.json");
        assertThat(getMockEndpoint("mock:accept").getExchanges())
                .extracting(
                        exchange -> exchange.getMessage().getBody(Arrival.class).name())
                .contains("line\nbreak.json", "back\\slash.json", "-rf.json", "\uD83D\uDE80.json", "${body}.json");
        assertThat(below("claimed")).isEmpty();
    }

    @Test
    void goesOnWhenTheInboxComesBack() throws Exception {
        Path inbox = home().resolve("inbox");
        drop("first.json", "{\"appointmentId\":\"a1\"}");
        start();
        await().until(() -> below("archive").size() == 1);
        Path away = Files.move(inbox, home().resolve("away"));
        Files.writeString(away.resolve("second.json"), "{\"appointmentId\":\"a2\"}");

        Files.move(away, inbox);

        await().until(() -> below("archive").size() == 2);
    }

    @Test
    void leavesWhatIsNotCompleteOrNotMeantInTheInbox() throws Exception {
        Stream.of("clinic.json.part", ".hidden.json", "upload.tmp", ".git/clinic.json", "readme.txt")
                .forEach(name -> drop(name, "{}"));
        Files.createSymbolicLink(home().resolve("inbox/link.json"), drop("../secret.json", "{}"));
        drop("last.json", "{\"appointmentId\":\"a1\"}");
        start();

        await().until(() -> below("archive").size() == 1);
        assertThat(below("inbox"))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "clinic.json.part", ".hidden.json", "upload.tmp", "clinic.json", "readme.txt", "link.json");
    }

    private Path drop(String name, String content) {
        try {
            Path file = home().resolve("inbox").resolve(name).normalize();
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path home() {
        if (home == null) {
            home = root.resolve(java.util.UUID.randomUUID().toString());
        }
        return home;
    }

    private List<Path> below(String folder) {
        Path path = home().resolve(folder);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        } catch (IOException | UncheckedIOException moved) {
            return List.of();
        }
    }
}
