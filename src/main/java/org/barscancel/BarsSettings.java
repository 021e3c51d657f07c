package org.barscancel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.barscancel.access.Role;
import org.barscancel.appointment.ChangedAppointments;
import org.barscancel.appointment.PastAppointments;
import org.barscancel.appointment.PatientCheck;
import org.barscancel.appointment.ReasonElement;
import org.barscancel.atrest.FileRights;
import org.barscancel.leg.Confirmation;
import org.barscancel.leg.ResolveByBookingNumber;
import org.barscancel.leg.ResolveByPatientAndStart;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of the program, below {@code bars.}. An unknown one stops the start, so that a misspelt setting cannot
 * be ignored. Defaults and explanations stand in {@code config/application.yaml}.
 *
 * @param home folder of everything the program writes: inbox, results, rejected, archive, broker, ledger
 * @param routes folder of {@code *.camel.yaml} to use instead of those in the jar
 * @param provider the far side that owns the appointments, unless one of {@code providers} does
 * @param registry the far side that holds the pointers, unless one of {@code registries} does
 * @param providers further providers, each by its name
 * @param registries further registries, each by its name
 * @param coreVersion BaRS Core version in {@code Accept} and {@code Content-Type} (R19)
 * @param targetService service to route to when a request names none (R19)
 * @param organisation who we are (R19)
 * @param software the calling product (R19)
 * @param practitioner the acting role (R19)
 * @param useContext parts of {@code use-context} (R19)
 * @param reasonElement where a reason is written (R4); {@code none}: it is recorded, not sent
 * @param dropStatusExtension whether an old {@code _status} is removed together with the old status (R4)
 * @param currentStatuses statuses that may be cancelled (R2)
 * @param pastAppointments what happens to an appointment whose start has passed (R10)
 * @param changedAppointments what happens to an appointment that was changed after a request that is late came
 * @param lateAfter how long after it came a request is late
 * @param patientCheck how the NHS number of a request is checked against the appointment's patient (R8)
 * @param resolve how the appointment of a request without its id is looked up (R12)
 * @param confirm how a write is confirmed (R6): by the answer, by always reading again, or not at all
 * @param concurrency most calls in flight per instance
 * @param rate most calls a second per instance; 0 = no cap
 * @param retry waiting between attempts (R24)
 * @param replay what is put back from the error channels
 * @param circuit when a failing far side pauses its leg
 * @param http time and size bounds of a call (R21)
 * @param access who may come in
 * @param broker the message broker
 * @param ledger the database
 * @param file the inbox
 * @param hl7 HL7 v2 feeds
 * @param limits sizes of what comes in, and how much at a time
 * @param queue names of the queues and the topic
 * @param simulator of the {@code demo} profile; nothing else reads it
 * @param callbacks where results are posted, by name
 * @param reconcile comparison of ledger, provider and registry
 * @param retention how long what is at its end is kept
 * @param audit the record of who did what
 * @param atRest encryption of what lies on queues and in the archive
 * @param fileRights what is done when others may read or change the program's own files, its routes, settings, libraries or
 *     keys; counts only when it is set on the command line or in the environment
 * @param log what may be logged
 * @param dryRun whether every request is a dry run, and nothing at all is written to a far side: for the rehearsal of a
 *     go-live
 * @param notices what people are told by itself
 * @param traces spans for OpenTelemetry
 */
@Validated
@ConfigurationProperties(prefix = "bars", ignoreUnknownFields = false)
public record BarsSettings(
        @NotNull Path home,
        @Nullable Path routes,
        @NotNull @Valid @NestedConfigurationProperty ProviderSettings provider,
        @NotNull @Valid @NestedConfigurationProperty RegistrySettings registry,
        @NotNull @DefaultValue Map<String, ProviderSettings.@Valid Named> providers,
        @NotNull @DefaultValue Map<String, RegistrySettings.@Valid Named> registries,
        @NotBlank @Pattern(regexp = "\\d+\\.\\d+\\.\\d+", message = "must be a version such as 1.2.0")
                String coreVersion,
        @NestedConfigurationProperty HeaderSettings.@Nullable Target targetService,
        @NestedConfigurationProperty HeaderSettings.@Nullable Organisation organisation,
        @NestedConfigurationProperty HeaderSettings.@Nullable Software software,
        @NestedConfigurationProperty HeaderSettings.@Nullable Practitioner practitioner,
        @NotNull @Valid @NestedConfigurationProperty HeaderSettings.UseContextParts useContext,
        @NotNull ReasonElement reasonElement,
        boolean dropStatusExtension,
        @NotEmpty Set<String> currentStatuses,
        @NotNull PastAppointments pastAppointments,
        @NotNull ChangedAppointments changedAppointments,
        @NotNull @DurationMin Duration lateAfter,
        @NotNull PatientCheck patientCheck,
        @NotNull @Valid Resolve resolve,
        @NotNull Confirmation confirm,
        @NotNull @Valid Concurrency concurrency,
        @NotNull @Valid Rate rate,
        @NotNull @Valid Retry retry,
        @NotNull @Valid Replay replay,
        @NotNull @Valid Circuit circuit,
        @NotNull @Valid Http http,
        @NotNull @Valid @NestedConfigurationProperty AccessSettings access,
        @NotNull @Valid Broker broker,
        @NotNull @Valid LedgerSettings ledger,
        @NotNull @Valid FileSettings file,
        @NotNull @Valid @NestedConfigurationProperty Hl7Settings hl7,
        @NotNull @Valid Limits limits,
        @NotNull @Valid Queues queue,
        @NotNull @Valid Simulated simulator,
        @NotNull @DefaultValue Map<String, @Valid CallbackSettings> callbacks,
        @NotNull @Valid Reconcile reconcile,
        @NotNull @Valid Retention retention,
        @NotNull @DefaultValue Audit audit,
        @NotNull @Valid AtRest atRest,
        @NotNull FileRights fileRights,
        @NotNull @Valid Log log,
        boolean dryRun,
        @NotNull @Valid @NestedConfigurationProperty NoticesSettings notices,
        @NotNull @Valid @NestedConfigurationProperty TracesSettings traces) {

    /**
     * What may be logged (R23).
     *
     * @param libraries loggers beside this program's own, and all below them, that may log below {@code INFO}, where
     *     texts of patients are printed
     */
    public record Log(@NotNull Set<String> libraries) {}

    /**
     * What may stand for an appointment's id.
     *
     * @param patientAndStart where the one appointment of a patient that starts then is looked up
     * @param bookingNumber how the appointment of the requester's own booking number is looked up at the provider
     * @param bookingNumberSystem system of the Appointment's identifier that holds the number, where a request names none
     */
    public record Resolve(
            @NotNull ResolveByPatientAndStart patientAndStart,
            @NotNull ResolveByBookingNumber bookingNumber,
            @Nullable @Pattern(regexp = "[!-~]{1,256}", message = "must be a URI") String bookingNumberSystem) {
        /** An empty setting is an absent one. */
        public Resolve {
            bookingNumberSystem = blankToNull(bookingNumberSystem);
        }
    }

    /**
     * Cancellations in flight per instance.
     *
     * @param provider cancellations in flight in the provider leg
     * @param registry cancellations in flight in the registry leg
     */
    public record Concurrency(@Min(1) @Max(1024) int provider, @Min(1) @Max(1024) int registry) {}

    /**
     * Most calls a second per instance.
     *
     * @param provider most calls a second to the provider; 0 = no cap
     * @param registry most calls a second to the registry; 0 = no cap
     */
    public record Rate(@Min(0) int provider, @Min(0) int registry) {}

    /**
     * Exponential back-off with jitter.
     *
     * @param initialDelay delay before the second attempt; jitter may halve it, as any
     * @param multiplier factor from one delay to the next
     * @param maxDelay longest delay between two attempts, unless the far side asks for a longer one
     * @param giveUpAfter no attempt later than this after the first; what is not settled by then is parked
     */
    public record Retry(
            @NotNull @DurationMin(millis = 1) Duration initialDelay,
            @DecimalMin("1.0") double multiplier,
            @NotNull Duration maxDelay,
            @NotNull Duration giveUpAfter) {}

    /**
     * What is put back from the error channels.
     *
     * @param rate most cancellations of a replayed group that begin a second, per instance; 0 = no cap
     */
    public record Replay(@Min(0) int rate) {}

    /**
     * When a far side that keeps failing is paused, and its leg with it.
     *
     * @param failures so many attempts that fail in a row pause the leg
     * @param pause how long the leg pauses before one message probes the far side
     */
    public record Circuit(@Min(1) int failures, @NotNull Duration pause) {}

    /**
     * Bounds of one call.
     *
     * @param connectTimeout longest time to make a connection
     * @param responseTimeout longest time of a whole exchange, from the first byte sent to the last byte read
     * @param maxResponseBytes largest answer that is read
     */
    public record Http(
            @NotNull Duration connectTimeout, @NotNull Duration responseTimeout, @NotNull DataSize maxResponseBytes) {}

    /**
     * The broker.
     *
     * @param url JMS broker, such as {@code tcp://broker:61616} (Artemis) or {@code amqps://broker:5671} (AMQP 1.0);
     *     absent = embedded, with its journal below {@code bars.home}
     * @param username user name at that broker
     * @param password password at that broker
     * @param sslBundle name of a bundle below {@code spring.ssl.bundle}: what the embedded broker shows to its clients and asks
     *     of them, or, with a URL of Artemis, what is trusted and shown there; absent = no TLS but what the URL says
     * @param listen address at which the embedded broker accepts clients; empty = nowhere
     * @param clientCertificate whether clients of the embedded broker must show a certificate that the bundle trusts
     * @param users who may connect to the embedded broker, by user name; none = everybody who reaches it
     * @param connectionFactory class of another JMS client (Jakarta), whose jar is added with {@code loader.path}; takes
     *     the place of {@code bars.broker.url}
     * @param properties what is set on the connection factory, by the names of its properties
     * @param check whether a broker other than the embedded one is tried at the start, with a temporary queue
     */
    public record Broker(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String sslBundle,
            String listen,
            @DefaultValue("false") boolean clientCertificate,
            @DefaultValue Map<String, @Valid User> users,
            @Nullable String connectionFactory,
            @DefaultValue Map<String, String> properties,
            @DefaultValue("true") boolean check) {
        /** An empty setting is an absent one. */
        public Broker {
            url = blankToNull(url);
            username = blankToNull(username);
            password = blankToNull(password);
            sslBundle = blankToNull(sslBundle);
            connectionFactory = blankToNull(connectionFactory);
            properties = Map.copyOf(properties);
        }

        /**
         * A user of the embedded broker.
         *
         * @param hash SHA-256 of the password, which {@code api-key} makes
         * @param roles what the user may do: {@code submit} requests and read the answers, {@code view} the topic of outcomes,
         *     {@code operate} on every queue
         * @param requester whose requests the user sends, whatever the messages say; absent = as they say
         */
        public record User(
                @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 digits of 0-9 and a-f") String hash,
                @NotEmpty Set<Role> roles,
                @Nullable String requester) {
            /** An empty setting is an absent one. */
            public User {
                requester = blankToNull(requester);
            }
        }

        /** Whether the program is its own broker. */
        public boolean isEmbedded() {
            return url == null && connectionFactory == null;
        }
    }

    /**
     * The ledger's database.
     *
     * @param url JDBC, such as {@code jdbc:postgresql://db/bars}; absent = an H2 file below {@code bars.home}
     * @param username user name at that database
     * @param password password at that database
     * @param hashKey key of the NHS number hash; absent = made at the first start and kept below {@code bars.home}
     */
    public record LedgerSettings(
            @Nullable String url, @Nullable String username, @Nullable String password, @Nullable String hashKey) {
        /** An empty setting is an absent one. */
        public LedgerSettings {
            url = blankToNull(url);
            username = blankToNull(username);
            password = blankToNull(password);
            hashKey = blankToNull(hashKey);
        }
    }

    /**
     * The inbox.
     *
     * @param minAge a file is taken when it is unchanged this long
     * @param pollInterval how often the folders are looked at
     * @param csvCharset how CSV is written that has no byte order mark
     * @param home folder of inbox, claimed, results, rejected and archive; absent = {@code bars.home}. Instances that have
     *     the same one take turns: one works on it, and another goes on when that one ends
     */
    public record FileSettings(
            @NotNull Duration minAge,
            @NotNull Duration pollInterval,
            @NotNull Charset csvCharset,
            @Nullable String home) {
        /** An empty setting is an absent one. */
        public FileSettings {
            home = blankToNull(home);
        }
    }

    /**
     * Sizes of what comes in, and how much at a time.
     *
     * @param requestBytes one JSON file, array or message; larger is rejected unread
     * @param csvRows rows of one CSV file or body; a longer one is rejected whole
     * @param csvBytes one CSV body by HTTP, which is kept on disk until it is accepted; larger is rejected unread
     * @param httpCalls most calls of one address that are worked on at a time; more are answered with 429
     * @param httpRate most calls of one address a second; more are answered with 429; 0 = no cap
     * @param httpConnections most connections from one address; one more is closed at once
     * @param httpHeaderTimeout the headers of a call must be whole this long after their first byte, and TLS agreed upon; else
     *     the connection is closed
     */
    public record Limits(
            @NotNull DataSize requestBytes,
            @Min(1) int csvRows,
            @NotNull DataSize csvBytes,
            @Min(1) int httpCalls,
            @Min(0) int httpRate,
            @Min(1) int httpConnections,
            @NotNull @DurationMin(millis = 100) Duration httpHeaderTimeout) {}

    /**
     * Names of the queues and the topic.
     *
     * @param cancellations requests come in here
     * @param outcomes the topic of every final outcome
     * @param requests accepted requests, before the provider leg
     * @param pointers cancelled appointments, before the registry leg
     * @param events what happened, for the ledger
     * @param rejected what a person decides
     * @param parked what can be replayed as it stands
     * @param held requests of lists that a person has paused
     * @param dead what broke the program itself; must stay empty
     * @param deliveries results on their way to callbacks and HL7 v2 receivers: how the names of their queues begin
     * @param undelivered results that a receiver did not take
     */
    public record Queues(
            @NotBlank String cancellations,
            @NotBlank String outcomes,
            @NotBlank String requests,
            @NotBlank String pointers,
            @NotBlank String events,
            @NotBlank String rejected,
            @NotBlank String parked,
            @NotBlank String held,
            @NotBlank String dead,
            @NotBlank String deliveries,
            @NotBlank String undelivered) {}

    /**
     * The simulator of the {@code demo} profile.
     *
     * @param faults a file of faults
     * @param recordLimit how many calls it remembers
     */
    public record Simulated(@Nullable String faults, @Min(1) int recordLimit) {
        /** An empty setting is an absent one. */
        public Simulated {
            faults = blankToNull(faults);
        }
    }

    /**
     * Comparisons of ledger, provider and registry.
     *
     * @param cron when one is begun by itself: second, minute, hour, day of month, month, day of week, in the machine's
     *     time zone; {@code -} = never
     * @param period how far back such a one looks, by when a request was received
     * @param repair whether such a one repairs what may be repaired by itself
     * @param rate most calls a second that comparisons make
     * @param pendingAfter a cancellation that has not ended is looked for on the queues this long after its last sign of
     *     life
     * @param openAfter a parked or rejected cancellation is reported this long after it stopped
     */
    public record Reconcile(
            @NotBlank String cron,
            @NotNull Duration period,
            boolean repair,
            @Min(1) int rate,
            @NotNull Duration pendingAfter,
            @NotNull Duration openAfter) {}

    /**
     * How long what is at its end is kept. What was rejected or parked, what waits, and what is owed is kept for ever.
     *
     * @param cron when what is old is removed: second, minute, hour, day of month, month, day of week, in the machine's
     *     time zone; {@code -} = never
     * @param archive how long after their day originals are kept; 0 = for ever. A number alone means days
     * @param results how long result files are kept after they were written; 0 = for ever
     * @param rejected how long files that could not be read, and the reasons why, are kept; 0 = for ever
     * @param ledger how long cancellations, lists and reports of reconciliations are kept after their end; 0 =
     *     for ever
     */
    public record Retention(
            @NotBlank String cron,
            @Nullable @DurationMin @DurationUnit(ChronoUnit.DAYS) Duration archive,
            @Nullable @DurationMin @DurationUnit(ChronoUnit.DAYS) Duration results,
            @Nullable @DurationMin @DurationUnit(ChronoUnit.DAYS) Duration rejected,
            @Nullable @DurationMin @DurationUnit(ChronoUnit.DAYS) Duration ledger) {
        /** No time at all would be no time to read anything; it means for ever. */
        public Retention {
            archive = zeroToNull(archive);
            results = zeroToNull(results);
            rejected = zeroToNull(rejected);
            ledger = zeroToNull(ledger);
        }

        private static @Nullable Duration zeroToNull(@Nullable Duration value) {
            return value == null || value.isZero() ? null : value;
        }
    }

    /**
     * The record of who did what.
     *
     * @param key seals the records: Base64, or a text of at least 16 bytes; absent = made at the first start and kept below
     *     {@code bars.home}
     */
    public record Audit(@Nullable String key) {
        /** An empty setting is an absent one. */
        public Audit {
            key = blankToNull(key);
        }
    }

    /**
     * Encryption of what lies on queues and in the archive.
     *
     * @param keys each the path of a key file, or the key itself, {@code <id>:<Base64 of 32 bytes>}; the first one encrypts, all
     *     decrypt. None = nothing is encrypted
     * @param encrypt whether the first one encrypts; otherwise all of them decrypt only
     */
    public record AtRest(@NotNull @DefaultValue List<String> keys, boolean encrypt) {
        /** An empty entry is an absent one. */
        public AtRest {
            keys = keys.stream().filter(key -> !key.isBlank()).toList();
        }

        /** Without keys. */
        @Override
        public String toString() {
            return "AtRest[encrypt=" + encrypt + "]";
        }
    }

    /** ODS code that must own a pointer at the default registry (R14). */
    public @Nullable String custodian() {
        return registry.custodian() != null || organisation == null ? registry.custodian() : organisation.odsCode();
    }

    static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
