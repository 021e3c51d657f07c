package org.barscancel.runtime.access;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import javax.security.auth.x500.X500Principal;
import org.barscancel.AccessSettings;
import org.barscancel.BarsSettings;
import org.barscancel.access.AccessFilters;
import org.barscancel.access.ApiKeys;
import org.barscancel.access.Caller;
import org.barscancel.access.Certificates;
import org.barscancel.access.Denials;
import org.barscancel.access.Role;
import org.barscancel.access.TokenDecoders;
import org.barscancel.access.TokenRules;
import org.barscancel.runtime.farside.FarSideClient;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/** Makes the access control of the settings, and refuses to start with what contradicts itself. */
public final class AccessSetUp {
    private static final String PREFIX = "bars.access.";
    private static final BarsSettings.Http BOUNDS =
            new BarsSettings.Http(Duration.ofSeconds(2), Duration.ofSeconds(5), DataSize.ofMegabytes(1));

    private AccessSetUp() {}

    /** @param timer ends what takes too long at the issuer of tokens */
    public static Filter filter(
            AccessSettings settings, SslBundles bundles, ScheduledExecutorService timer, Denials denials, Clock clock) {
        List<AuthenticationProvider> providers = new ArrayList<>();
        AccessSettings.Jwt jwt = settings.jwt();
        String issuer = jwt.issuer();
        if (issuer != null) {
            providers.add(tokens(issuer, jwt, fetching(jwt.sslBundle(), bundles, timer)));
        }
        // Also where no key is set up: a key that is shown is then a wrong one.
        providers.add(keys(settings));
        providers.add(new Certificates(settings.certificates().entrySet().stream()
                .map(known -> certificate(known.getKey(), known.getValue()))
                .toList()));
        return AccessFilters.of(providers, !settings.certificates().isEmpty(), denials, clock);
    }

    static ApiKeys keys(AccessSettings settings) {
        return new ApiKeys(settings.apiKeys().entrySet().stream()
                .map(key -> new ApiKeys.Known(
                        key.getValue().hash(),
                        caller(
                                "api-keys." + key.getKey(),
                                key.getKey(),
                                key.getValue().requester(),
                                key.getValue().roles())))
                .toList());
    }

    private static JwtAuthenticationProvider tokens(String issuer, AccessSettings.Jwt jwt, RestOperations fetching) {
        if (jwt.audience().isEmpty()) {
            throw refused(
                    PREFIX + "jwt.issuer is set and " + PREFIX
                            + "jwt.audience is not: every token of that issuer would be"
                            + " taken, whomever it is for.",
                    "Set " + PREFIX + "jwt.audience to what the issuer calls this program.");
        }
        JwtAuthenticationProvider provider =
                new JwtAuthenticationProvider(TokenDecoders.of(issuer, jwt.jwkSet(), jwt.audience(), fetching));
        provider.setJwtAuthenticationConverter(new TokenRules(
                jwt.rolesClaim(),
                Map.of(Role.SUBMIT, jwt.submit(), Role.VIEW, jwt.view(), Role.OPERATE, jwt.operate()),
                jwt.requesterClaim()));
        return provider;
    }

    /**
     * Fetches the issuer's keys as far sides are called: within bounds, and followed nowhere, since whoever gives the keys says
     * who may call.
     */
    static RestOperations fetching(@Nullable String bundle, SslBundles bundles, ScheduledExecutorService timer) {
        Clock clock = Clock.systemUTC();
        FarSideTls tls = bundle == null
                ? FarSideTls.ofJavaRuntime(false, clock)
                : FarSideTls.of(bundles, PREFIX + "jwt", bundle, false, clock);
        return new RestTemplate(
                new HttpComponentsClientHttpRequestFactory(FarSideClient.ofTokenEndpoint(BOUNDS, timer, tls)));
    }

    private static Certificates.Known certificate(String name, AccessSettings.Certificate certificate) {
        String setting = "certificates." + name;
        if (certificate.subject() == null && certificate.alternativeName() == null) {
            throw refused(
                    PREFIX + setting + " names neither a subject nor an alternative-name: every certificate would do.",
                    "Set one of them.");
        }
        return new Certificates.Known(
                subject(setting, certificate.subject()),
                certificate.alternativeName(),
                caller(setting, name, certificate.requester(), certificate.roles()));
    }

    private static @Nullable X500Principal subject(String setting, @Nullable String subject) {
        try {
            return subject == null ? null : new X500Principal(subject);
        } catch (IllegalArgumentException unreadable) {
            throw refused(
                    PREFIX + setting + ".subject is no distinguished name.",
                    "Write it as openssl x509 -subject -nameopt RFC2253 does: CN=pas-1,O=Example Hospital,C=GB.");
        }
    }

    private static Caller caller(String setting, String name, @Nullable String requester, Set<Role> roles) {
        if (requester != null && roles.contains(Role.OPERATE)) {
            throw refused(
                    PREFIX + setting
                            + " has a requester and the role operate, which acts on everybody's cancellations.",
                    "Take one of them away, or set up two credentials.");
        }
        return new Caller(name, requester, roles);
    }

    private static StartRefusedException refused(String why, String action) {
        return new StartRefusedException(why, action);
    }
}
