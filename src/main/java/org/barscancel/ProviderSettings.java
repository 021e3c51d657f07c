package org.barscancel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The default provider. It serves what no other one does.
 *
 * @param url FHIR base of the provider or of the BaRS proxy; required
 * @param services its services beside {@code bars.target-service}, each {@code system|value}; they count only where there
 *     are further providers
 * @param unlistedServices where there are further providers: whether a request for a service that none of them lists is
 *     refused, or goes on as if it named none, for example since the default provider is a BaRS proxy
 * @param credentials who we are to it (R20)
 */
public record ProviderSettings(
        @Nullable @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url,
        @NotNull List<@Pattern(regexp = "[^|]+\\|[^|]+", message = "must be system|value") String> services,
        @NotNull UnlistedServices unlistedServices,
        @Nullable @Valid @NestedConfigurationProperty CredentialsSettings credentials) {
    /** An empty setting is an absent one. */
    public ProviderSettings {
        url = BarsSettings.blankToNull(url);
    }

    /** What becomes of a request for a service that no provider lists. */
    public enum UnlistedServices {
        /** It is rejected as {@code routing}, and nobody is called. */
        REFUSE,
        /** It goes to the provider of its requester, else to the default one. */
        ALLOW
    }

    /**
     * A further provider. What is not set is as at the default one.
     *
     * @param url its FHIR base; required
     * @param registry the name of its registry below {@code bars.registries}; absent = the default one
     * @param services the target services it serves, each {@code system|value}
     * @param requesters those whose requests it serves when they name no service: folders of the inbox, feeds, or what queue
     *     messages call their sender
     * @param targetService service in {@code NHSD-Target-Identifier} when a request names none; absent = the one of its
     *     {@code services} if there is just one, else {@code bars.target-service}
     * @param coreVersion its BaRS Core version
     * @param organisation who calls it; also who calls its registry and owns the pointers there, unless that says otherwise
     * @param software the product that calls it
     * @param practitioner the role that calls it
     * @param useContext its parts of {@code use-context}
     * @param concurrency most of its calls in flight per instance; absent = {@code bars.concurrency.provider}
     * @param rate most calls a second to it per instance, 0 = no cap; absent = {@code bars.rate.provider}
     * @param http bounds of a call to it
     * @param circuit when it is paused
     * @param credentials who we are to it (R20); never those of another far side
     */
    public record Named(
            @NotBlank @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url,
            @Nullable String registry,
            @NotNull @DefaultValue
                    List<@Pattern(regexp = "[^|]+\\|[^|]+", message = "must be system|value") String> services,
            @NotNull @DefaultValue List<@NotBlank String> requesters,
            HeaderSettings.@Nullable Target targetService,
            @Nullable @Pattern(regexp = "\\d+\\.\\d+\\.\\d+", message = "must be a version such as 1.2.0")
                    String coreVersion,
            HeaderSettings.@Nullable Organisation organisation,
            HeaderSettings.@Nullable Software software,
            HeaderSettings.@Nullable Practitioner practitioner,
            FarSideDifferences.@Nullable UseContext useContext,
            @Nullable @Min(1) @Max(1024) Integer concurrency,
            @Nullable @Min(0) Integer rate,
            FarSideDifferences.@Nullable @Valid Http http,
            FarSideDifferences.@Nullable @Valid Circuit circuit,
            @Nullable @Valid @NestedConfigurationProperty CredentialsSettings credentials)
            implements FarSideDifferences {
        /** An empty setting is an absent one. */
        public Named {
            registry = BarsSettings.blankToNull(registry);
        }
    }
}
