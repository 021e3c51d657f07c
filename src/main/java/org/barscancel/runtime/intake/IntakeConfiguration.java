package org.barscancel.runtime.intake;

import java.io.File;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.component.file.GenericFileFilter;
import org.barscancel.BarsSettings;
import org.barscancel.answer.ErrorFiles;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.audit.Audit;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.Claims;
import org.barscancel.intake.CsvIntake;
import org.barscancel.intake.CsvMessageReader;
import org.barscancel.intake.FileIntake;
import org.barscancel.intake.History;
import org.barscancel.intake.Hl7Intake;
import org.barscancel.intake.QueueIntake;
import org.barscancel.intake.Shelf;
import org.barscancel.intake.StableFiles;
import org.barscancel.ledger.NhsNumberHash;
import org.barscancel.leg.ResolveByBookingNumber;
import org.barscancel.leg.ResolveByPatientAndStart;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.DocumentReader;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Lookups;
import org.barscancel.runtime.broker.BrokerUsers;
import org.barscancel.runtime.broker.InternalQueues;
import org.barscancel.runtime.farside.ProviderServices;
import org.barscancel.runtime.ledger.FileHome;
import org.barscancel.runtime.leg.Lists;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.start.HomeLock;
import org.barscancel.runtime.steering.Doors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors: inbox and request queue. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    /** Enough that a commit's cost is small beside that of its rows, and few enough that others wait a second at most. */
    private static final int CSV_PART_ROWS = 500;

    @Bean
    Lookups lookups(BarsSettings settings) {
        BarsSettings.Resolve resolve = settings.resolve();
        return new Lookups(
                resolve.patientAndStart() != ResolveByPatientAndStart.NONE,
                resolve.bookingNumber() != ResolveByBookingNumber.NONE,
                resolve.bookingNumber() == ResolveByBookingNumber.PATIENT,
                resolve.bookingNumberSystem());
    }

    @Bean
    JsonRequestReader jsonRequestReader(BarsSettings settings, Lookups lookups) {
        return new JsonRequestReader(
                Math.toIntExact(settings.limits().requestBytes().toBytes()), lookups);
    }

    @Bean
    CsvRequestReader csvRequestReader(BarsSettings settings, Lookups lookups) {
        return new CsvRequestReader(
                settings.file().csvCharset(), settings.limits().csvRows(), lookups);
    }

    @Bean
    Claims claims(BarsSettings settings, Clock clock, HomeLock homeLock) throws IOException {
        return new Claims(HomeFolders.files(settings), clock);
    }

    @Bean
    FileTroubles fileTroubles() {
        return new FileTroubles(System::nanoTime);
    }

    @Bean
    GenericFileFilter<File> completeFiles(
            BarsSettings settings, FileHome fileHome, FileTroubles fileTroubles, Doors doors) {
        CompleteFiles complete =
                new CompleteFiles(fileHome, new StableFiles(settings.file().minAge(), System::nanoTime), fileTroubles);
        return candidate ->
                (candidate.isDirectory() || doors.takes(candidate.getFile().toPath())) && complete.accept(candidate);
    }

    @Bean
    ClaimedFiles claimedFiles(FileHome fileHome, FileTroubles fileTroubles, Lists lists) {
        return new ClaimedFiles(fileHome, fileTroubles, lists::mayTake);
    }

    @Bean
    Shelf shelf(BarsSettings settings, SealedFiles sealedFiles) {
        return new Shelf(HomeFolders.files(settings).resolve("archive"), sealedFiles);
    }

    @Bean
    CsvIntake csvIntake(CsvRequestReader csvRequestReader) {
        return new CsvIntake(csvRequestReader, CSV_PART_ROWS);
    }

    @Bean
    FileIntake fileIntake(
            BarsSettings settings,
            Claims claims,
            DocumentReader documentReader,
            CsvIntake csvIntake,
            Hl7Intake hl7Intake,
            Clock clock,
            Shelf shelf) {
        return new FileIntake(
                HomeFolders.files(settings),
                claims,
                documentReader,
                csvIntake,
                hl7Intake,
                settings.limits().requestBytes().toBytes(),
                clock,
                shelf);
    }

    @Bean
    RejectedFiles rejectedFiles(ErrorFiles errorFiles, Audit audit) {
        return new RejectedFiles(errorFiles, audit);
    }

    @Bean
    QueueReader queueReader(
            BarsSettings settings, DocumentReader documentReader, Hl7Intake hl7Intake, Lookups lookups, Clock clock) {
        CsvMessageReader csv = new CsvMessageReader(
                settings.file().csvCharset(),
                settings.limits().csvRows(),
                Math.toIntExact(settings.limits().requestBytes().toBytes()),
                lookups);
        return new QueueReader(
                new QueueIntake(documentReader, csv, hl7Intake, clock),
                BrokerUsers.requesters(settings.broker()),
                new InternalQueues(settings.queue()));
    }

    @Bean
    Acceptance acceptance(
            BarsSettings settings, History history, NhsNumberHash nhsNumberHash, Clock clock, FileHome fileHome) {
        return new Acceptance(
                history,
                nhsNumberHash::of,
                clock,
                ProviderServices.choice(settings),
                fileHome.home(),
                settings.dryRun());
    }
}
