package org.barscancel.runtime;

import java.io.IOException;
import java.time.Clock;
import org.barscancel.BarsSettings;
import org.barscancel.answer.ErrorFiles;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.Claims;
import org.barscancel.intake.CsvIntake;
import org.barscancel.intake.FileIntake;
import org.barscancel.intake.History;
import org.barscancel.intake.Hl7Intake;
import org.barscancel.intake.QueueIntake;
import org.barscancel.intake.Shelf;
import org.barscancel.intake.StableFiles;
import org.barscancel.ledger.NhsNumberHash;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.JsonRequestReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors: inbox and request queue. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    /** Enough that a commit's cost is small beside that of its rows, and few enough that others wait a second at most. */
    private static final int CSV_PART_ROWS = 500;

    @Bean
    JsonRequestReader jsonRequestReader(BarsSettings settings) {
        return new JsonRequestReader(
                Math.toIntExact(settings.limits().requestBytes().toBytes()));
    }

    @Bean
    CsvRequestReader csvRequestReader(BarsSettings settings) {
        return new CsvRequestReader(
                settings.file().csvCharset(), settings.limits().csvRows());
    }

    @Bean
    Claims claims(BarsSettings settings, Clock clock) throws IOException {
        return new Claims(LedgerConfiguration.home(settings), clock);
    }

    @Bean
    FileTroubles fileTroubles() {
        return new FileTroubles(System::nanoTime);
    }

    @Bean
    CompleteFiles completeFiles(BarsSettings settings, FileTroubles fileTroubles) {
        return new CompleteFiles(new StableFiles(settings.file().minAge(), System::nanoTime), fileTroubles);
    }

    @Bean
    ClaimedFiles claimedFiles(FileTroubles fileTroubles) {
        return new ClaimedFiles(fileTroubles);
    }

    @Bean
    Shelf shelf() {
        return new Shelf();
    }

    @Bean
    CsvIntake csvIntake(CsvRequestReader csvRequestReader) {
        return new CsvIntake(csvRequestReader, CSV_PART_ROWS);
    }

    @Bean
    FileIntake fileIntake(
            BarsSettings settings,
            Claims claims,
            JsonRequestReader jsonRequestReader,
            CsvIntake csvIntake,
            Hl7Intake hl7Intake,
            Clock clock,
            Shelf shelf) {
        return new FileIntake(
                LedgerConfiguration.home(settings),
                claims,
                jsonRequestReader,
                csvIntake,
                hl7Intake,
                settings.limits().requestBytes().toBytes(),
                clock,
                shelf);
    }

    @Bean
    RejectedFiles rejectedFiles(ErrorFiles errorFiles) {
        return new RejectedFiles(errorFiles);
    }

    @Bean
    MessageReader messageReader(JsonRequestReader jsonRequestReader, Hl7Intake hl7Intake, Clock clock) {
        return new MessageReader(new QueueIntake(jsonRequestReader, hl7Intake, clock));
    }

    @Bean
    Acceptance acceptance(History history, NhsNumberHash nhsNumberHash, Clock clock) {
        return new Acceptance(history, nhsNumberHash::of, clock);
    }
}
