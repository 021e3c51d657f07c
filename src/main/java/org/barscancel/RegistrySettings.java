package org.barscancel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.barscancel.registry.RegistryAction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The default registry: of the default provider, and of each further one that names no other.
 *
 * @param url FHIR base for DocumentReference; absent = the provider's
 * @param action what is done to a pointer (R11); a pure Sender uses {@code none}
 * @param custodian ODS code that must own a pointer (R14); absent = {@code bars.organisation.ods-code}
 * @param searchByCustodian whether the search names the custodian (R12); then pointers of others are neither seen nor
 *     reported
 * @param service identifier of the service that a pointer must carry, when set (R13)
 * @param credentials who we are to it (R20); absent = as to the provider, when it has the provider's address
 */
public record RegistrySettings(
        @Nullable @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url,
        @NotNull RegistryAction action,
        @Nullable String custodian,
        boolean searchByCustodian,
        @Nullable @Pattern(regexp = "[^|]+\\|[^|]+", message = "must be system|value") String service,
        @Nullable @Valid @NestedConfigurationProperty CredentialsSettings credentials) {
    /** An empty setting is an absent one. */
    public RegistrySettings {
        url = BarsSettings.blankToNull(url);
        custodian = BarsSettings.blankToNull(custodian);
        service = BarsSettings.blankToNull(service);
    }

    /**
     * A further registry. What is not set is as at the default one; who calls it, for which service, and its
     * {@code use-context} are then as at the provider of the cancellation.
     *
     * @param url its FHIR base for DocumentReference; required
     * @param action what is done to a pointer there (R11)
     * @param custodian ODS code that must own a pointer there (R14); absent = that of its {@code organisation}, else
     *     {@code bars.registry.custodian}, else that of the provider's organisation
     * @param searchByCustodian whether the search there names the custodian (R12)
     * @param service identifier of the service that a pointer there must carry, when set (R13)
     * @param concurrency most of its calls in flight per instance; absent = {@code bars.concurrency.registry}
     * @param rate most calls a second to it per instance, 0 = no cap; absent = {@code bars.rate.registry}
     * @param http bounds of a call to it
     * @param circuit when it is paused
     * @param coreVersion its BaRS Core version
     * @param targetService service in {@code NHSD-Target-Identifier} when a request names none; absent = as for its provider
     * @param organisation who calls it, when it is not who calls the provider
     * @param software the product that calls it
     * @param practitioner the role that calls it
     * @param useContext its parts of {@code use-context}
     * @param credentials who we are to it (R20); never those of another far side
     */
    public record Named(
            @NotBlank @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url,
            @Nullable RegistryAction action,
            @Nullable String custodian,
            @Nullable Boolean searchByCustodian,
            @Nullable @Pattern(regexp = "[^|]+\\|[^|]+", message = "must be system|value") String service,
            @Nullable @Min(1) @Max(1024) Integer concurrency,
            @Nullable @Min(0) Integer rate,
            FarSideDifferences.@Nullable @Valid Http http,
            FarSideDifferences.@Nullable @Valid Circuit circuit,
            @Nullable @Pattern(regexp = "\\d+\\.\\d+\\.\\d+", message = "must be a version such as 1.2.0")
                    String coreVersion,
            HeaderSettings.@Nullable Target targetService,
            HeaderSettings.@Nullable Organisation organisation,
            HeaderSettings.@Nullable Software software,
            HeaderSettings.@Nullable Practitioner practitioner,
            FarSideDifferences.@Nullable UseContext useContext,
            @Nullable @Valid @NestedConfigurationProperty CredentialsSettings credentials)
            implements FarSideDifferences {
        /** An empty setting is an absent one. */
        public Named {
            custodian = BarsSettings.blankToNull(custodian);
            service = BarsSettings.blankToNull(service);
        }
    }
}
