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
import java.util.Set;
import org.barscancel.appointment.PastAppointments;
import org.barscancel.appointment.PatientCheck;
import org.barscancel.appointment.ReasonElement;
import org.barscancel.leg.Confirmation;
import org.barscancel.registry.RegistryAction;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of the program, below {@code bars.}. An unknown one stops the start, so that a misspelt setting cannot
 * be ignored. Defaults and explanations stand in {@code config/application.yaml}.
 *
 * @param home folder of everything the program writes: inbox, results, rejected, archive, broker, ledger
 * @param routes folder of {@code *.camel.yaml} to use instead of those in the jar
 * @param provider the far side that owns the appointments
 * @param registry the far side that holds the pointers
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
 * @param patientCheck how the NHS number of a request is checked against the appointment's patient (R8)
 * @param confirm how a write is confirmed (R6): by the answer, by always reading again, or not at all
 * @param concurrency most calls in flight per instance
 * @param rate most calls a second per instance; 0 = no cap
 * @param retry waiting between attempts (R24)
 * @param circuit when a failing far side pauses its leg
 * @param http time and size bounds of a call (R21)
 * @param broker the message broker
 * @param ledger the database
 * @param file the inbox
 * @param hl7 HL7 v2 feeds
 * @param limits sizes of what comes in
 * @param queue names of the queues and the topic
 * @param simulator of the {@code demo} profile; nothing else reads it
 */
@Validated
@ConfigurationProperties(prefix = "bars", ignoreUnknownFields = false)
public record BarsSettings(
        @NotNull Path home,
        @Nullable Path routes,
        @NotNull @Valid Provider provider,
        @NotNull @Valid Registry registry,
        @NotBlank @Pattern(regexp = "\\d+\\.\\d+\\.\\d+", message = "must be a version such as 1.2.0")
                String coreVersion,
        @Nullable Target targetService,
        @Nullable Organisation organisation,
        @Nullable Software software,
        @Nullable Practitioner practitioner,
        @NotNull @Valid UseContextSettings useContext,
        @NotNull ReasonElement reasonElement,
        boolean dropStatusExtension,
        @NotEmpty Set<String> currentStatuses,
        @NotNull PastAppointments pastAppointments,
        @NotNull PatientCheck patientCheck,
        @NotNull Confirmation confirm,
        @NotNull @Valid Concurrency concurrency,
        @NotNull @Valid Rate rate,
        @NotNull @Valid Retry retry,
        @NotNull @Valid Circuit circuit,
        @NotNull @Valid Http http,
        @NotNull @Valid Broker broker,
        @NotNull @Valid LedgerSettings ledger,
        @NotNull @Valid FileSettings file,
        @NotNull @Valid @NestedConfigurationProperty Hl7Settings hl7,
        @NotNull @Valid Limits limits,
        @NotNull @Valid Queues queue,
        @NotNull @Valid Simulated simulator) {

    /**
     * The provider.
     *
     * @param url FHIR base of the provider or of the BaRS proxy; required
     */
    public record Provider(
            @Nullable @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url) {
        /** An empty setting is an absent one. */
        public Provider {
            url = blankToNull(url);
        }
    }

    /**
     * The registry.
     *
     * @param url FHIR base for DocumentReference; absent = the provider's
     * @param action what is done to a pointer (R11); a pure Sender uses {@code none}
     * @param custodian ODS code that must own a pointer (R14); absent = {@code bars.organisation.ods-code}
     * @param searchByCustodian whether the search names the custodian (R12); then pointers of others are neither seen
     *     nor reported
     * @param service identifier of the service that a pointer must carry, when set (R13)
     */
    public record Registry(
            @Nullable @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url,
            @NotNull RegistryAction action,
            @Nullable String custodian,
            boolean searchByCustodian,
            @Nullable @Pattern(regexp = "[^|]+\\|[^|]+", message = "must be system|value") String service) {
        /** An empty setting is an absent one. */
        public Registry {
            url = blankToNull(url);
            custodian = blankToNull(custodian);
            service = blankToNull(service);
        }
    }

    /**
     * A service identifier; both parts or none.
     *
     * @param system {@code NHSD-Target-Identifier} when a request names no service: the identifier's system
     * @param value value of that identifier
     */
    public record Target(@Nullable String system, @Nullable String value) {
        /** An empty setting is an absent one. */
        public Target {
            system = blankToNull(system);
            value = blankToNull(value);
        }
    }

    /**
     * The calling organisation.
     *
     * @param odsCode ODS code in {@code NHSD-End-User-Organisation} and the owner of our pointers; sent when set
     * @param name name in the same header
     */
    public record Organisation(@Nullable String odsCode, @Nullable String name) {
        /** An empty setting is an absent one. */
        public Organisation {
            odsCode = blankToNull(odsCode);
            name = blankToNull(name);
        }
    }

    /**
     * The calling product.
     *
     * @param id identifier in {@code NHSD-Requesting-Software}, which may be {@code system|value}; sent when set
     * @param name name in the same header
     * @param version version in the same header
     */
    public record Software(@Nullable String id, @Nullable String name, @Nullable String version) {
        /** An empty setting is an absent one. */
        public Software {
            id = blankToNull(id);
            name = blankToNull(name);
            version = blankToNull(version);
        }
    }

    /**
     * The acting role.
     *
     * @param roleId SDS role profile id in {@code NHSD-Requesting-Practitioner}; sent when set
     * @param code SNOMED CT code of the role in the same header
     * @param display what the code means
     */
    public record Practitioner(@Nullable String roleId, @Nullable String code, @Nullable String display) {
        /** An empty setting is an absent one. */
        public Practitioner {
            roleId = blankToNull(roleId);
            code = blankToNull(code);
            display = blankToNull(display);
        }
    }

    /**
     * Parts of {@code use-context}.
     *
     * @param category use-case category when the appointment shows none; without one the header is not sent
     * @param event event, the third part of the header
     * @param reason reason, the last part of the header
     */
    public record UseContextSettings(@Nullable String category, @NotBlank String event, @NotBlank String reason) {
        /** An empty setting is an absent one. */
        public UseContextSettings {
            category = blankToNull(category);
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
     * @param url JMS broker, such as {@code tcp://broker:61616}; absent = embedded, with its journal below
     *     {@code bars.home}
     * @param username user name at that broker
     * @param password password at that broker
     * @param listen address at which the embedded broker accepts clients; empty = nowhere
     */
    public record Broker(@Nullable String url, @Nullable String username, @Nullable String password, String listen) {
        /** An empty setting is an absent one. */
        public Broker {
            url = blankToNull(url);
            username = blankToNull(username);
            password = blankToNull(password);
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
     */
    public record FileSettings(@NotNull Duration minAge, @NotNull Duration pollInterval, @NotNull Charset csvCharset) {}

    /**
     * Sizes of what comes in.
     *
     * @param requestBytes one JSON file, array or message; larger is rejected unread
     * @param csvRows rows of one CSV file; a longer one is rejected whole
     */
    public record Limits(@NotNull DataSize requestBytes, @Min(1) int csvRows) {}

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
     * @param dead what broke the program itself; must stay empty
     */
    public record Queues(
            @NotBlank String cancellations,
            @NotBlank String outcomes,
            @NotBlank String requests,
            @NotBlank String pointers,
            @NotBlank String events,
            @NotBlank String rejected,
            @NotBlank String parked,
            @NotBlank String dead) {}

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

    /** ODS code that must own a pointer (R14). */
    public @Nullable String custodian() {
        return registry.custodian() != null || organisation == null ? registry.custodian() : organisation.odsCode();
    }

    static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
