package org.barscancel.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reading;
import org.barscancel.request.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder under {@code hl7}: an input as such systems send it, what is read of it, and how it is acknowledged. */
class GoldenMessagesTest {
    private static final HapiContext HAPI = Hl7AcknowledgementTest.hapi();
    private static final Path FOLDER = Path.of("src/test/resources/hl7");

    private final Hl7Acknowledgement acknowledgement =
            new Hl7Acknowledgement(Clock.fixed(Given.NOW, ZoneOffset.UTC), () -> "C7");

    @ParameterizedTest
    @MethodSource("folders")
    void isReadAndAcknowledgedAsExpected(Path folder) throws IOException {
        Hl7Reading reading = Given.read(Files.readAllBytes(folder.resolve("given.hl7")), feed(folder));

        assertThat(described(reading)).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.sorted().toList();
        }
    }

    private String described(Hl7Reading reading) {
        List<String> lines = new ArrayList<>();
        Hl7Reading.Messages messages = (Hl7Reading.Messages) reading;
        lines.add(messages.many() ? "a list" : "one message");
        for (Hl7Message message : messages.messages()) {
            lines.add("");
            lines.add(
                    message.row() instanceof Reading.Valid valid
                            ? "valid " + described(valid.request())
                            : described((Reading.Invalid) message.row()));
            Optional<byte[]> answer = message.row() instanceof Reading.Invalid invalid
                    ? acknowledgement.refused(message.header(), invalid.problem())
                    : acknowledgement.accepted(message.header());
            lines.add(answer.map(GoldenMessagesTest::described).orElse("no answer is wanted"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String described(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        try {
            assertThat(HAPI.getPipeParser().parse(text)).isNotNull();
        } catch (HL7Exception e) {
            assertThat(text).contains("|2.9\r");
        }
        return text.strip().replace('\r', '\n');
    }

    private static String described(CancellationRequest request) {
        Reason reason = request.reason();
        return "%s %s request=%s nhs=%s start=%s reason=%s"
                .formatted(
                        request.appointmentId(),
                        request.status().code(),
                        request.requestId(),
                        request.nhsNumber() == null ? null : request.nhsNumber().value(),
                        request.start(),
                        reason == null ? null : reason.text());
    }

    private static String described(Reading.Invalid row) {
        return "%s (appointment=%s request=%s): %s"
                .formatted(
                        row.problem().code().code(),
                        row.appointmentId(),
                        row.requestId(),
                        row.problem().message());
    }

    private static Hl7Feed feed(Path folder) {
        Properties settings = new Properties();
        Path file = folder.resolve("feed.properties");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                settings.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String visit = settings.getProperty("cancelled-visit");
        String reason = settings.getProperty("reason", "SCH-6");
        return new Hl7Feed(
                "pas-1",
                Hl7Gate.USUAL,
                AppointmentIdRule.at(settings.getProperty("id", "SCH-1"), settings.getProperty("template", "{id}")),
                visit == null ? null : AppointmentIdRule.at(visit),
                NhsNumberRule.USUAL,
                new ReasonRule(ReasonRule.Place.valueOf(reason.replace('-', '_')), Map.of()),
                new TimeRule(ZoneId.of("Europe/London"), Boolean.parseBoolean(settings.getProperty("check-start"))),
                StandardCharsets.UTF_8,
                null);
    }
}
