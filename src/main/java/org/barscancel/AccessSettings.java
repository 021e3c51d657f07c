package org.barscancel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Set;
import org.barscancel.access.Caller;
import org.barscancel.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in, below {@code bars.access.}. With no token, key or certificate set up everybody may who reaches the
 * address, which is then one of this machine.
 *
 * @param open doors that may be open to other machines without TLS or without credentials: {@code http}, {@code mllp},
 *     {@code broker}. Said as a warning at each start
 * @param hosts further names by which this program is called, such as that of a proxy on this machine; they matter where
 *     no credentials are set up
 * @param jwt tokens of an OAuth 2 authorisation server
 * @param apiKeys API keys, by names of your own
 * @param certificates client certificates, by names of your own; TLS must ask for them ({@code server.ssl.client-auth})
 */
public record AccessSettings(
        @NotNull Set<Door> open,
        @NotNull Set<@NotBlank String> hosts,
        @NotNull @Valid Jwt jwt,
        @NotNull @DefaultValue Map<String, @Valid ApiKey> apiKeys,
        @NotNull @DefaultValue Map<String, @Valid Certificate> certificates) {
    private static final String REQUESTER = "must be a name of letters, digits and ._- that a folder could have";

    /** Where others come in. */
    public enum Door {
        /** The HTTP interface. */
        HTTP,
        /** HL7 v2 feeds with a port. */
        MLLP,
        /** The embedded broker. */
        BROKER
    }

    /**
     * Bearer tokens (JWT).
     *
     * @param issuer the issuer of the tokens, to the letter; absent = no tokens are taken
     * @param jwkSet address of the issuer's keys; absent = as its metadata say
     * @param audience one of these must be the token's audience; required with an issuer
     * @param sslBundle name of a bundle below {@code spring.ssl.bundle} to trust when keys are fetched; absent = the JVM's own
     * @param rolesClaim claim that grants roles; absent = {@code scope} or {@code scp}
     * @param submit value of that claim for the role {@code submit}
     * @param view value of that claim for the role {@code view}
     * @param operate value of that claim for the role {@code operate}
     * @param requesterClaim claim that names the requester, whom the token then is of; absent = tokens are of no requester
     */
    public record Jwt(
            @Nullable String issuer,
            @Nullable String jwkSet,
            @NotNull Set<@NotBlank String> audience,
            @Nullable String sslBundle,
            @Nullable String rolesClaim,
            @NotBlank String submit,
            @NotBlank String view,
            @NotBlank String operate,
            @Nullable String requesterClaim) {
        /** An empty setting is an absent one. */
        public Jwt {
            issuer = BarsSettings.blankToNull(issuer);
            jwkSet = BarsSettings.blankToNull(jwkSet);
            sslBundle = BarsSettings.blankToNull(sslBundle);
            rolesClaim = BarsSettings.blankToNull(rolesClaim);
            requesterClaim = BarsSettings.blankToNull(requesterClaim);
        }
    }

    /**
     * An API key.
     *
     * @param hash SHA-256 of the key, as {@code api-key} prints it
     * @param roles what its caller may do: {@code submit}, {@code view}, {@code operate}; none implies another
     * @param requester whom the key is of: it sends for that requester, sees that one's results only, and cannot operate;
     *     absent = of none
     */
    public record ApiKey(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 digits of 0-9 and a-f") String hash,
            @NotEmpty Set<Role> roles,
            @Nullable @Pattern(regexp = Caller.REQUESTER, message = REQUESTER) String requester) {
        /** An empty setting is an absent one. */
        public ApiKey {
            requester = BarsSettings.blankToNull(requester);
        }
    }

    /**
     * A client certificate, known by its subject, by a subject alternative name, or by both.
     *
     * @param subject the whole subject, such as {@code CN=pas-1, O=Example Hospital, C=GB}; absent = any
     * @param alternativeName a DNS name, URI or email among its subject alternative names, to the letter; absent = any
     * @param roles what its caller may do: {@code submit}, {@code view}, {@code operate}; none implies another
     * @param requester whom the certificate is of; as for a key
     */
    public record Certificate(
            @Nullable String subject,
            @Nullable String alternativeName,
            @NotEmpty Set<Role> roles,
            @Nullable @Pattern(regexp = Caller.REQUESTER, message = REQUESTER) String requester) {
        /** An empty setting is an absent one. */
        public Certificate {
            subject = BarsSettings.blankToNull(subject);
            alternativeName = BarsSettings.blankToNull(alternativeName);
            requester = BarsSettings.blankToNull(requester);
        }
    }

    /** Whether callers by HTTP must show who they are. */
    public boolean asksForCredentials() {
        return jwt.issuer() != null || !apiKeys.isEmpty() || !certificates.isEmpty();
    }
}
