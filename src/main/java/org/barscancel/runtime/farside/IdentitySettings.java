package org.barscancel.runtime.farside;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.barscancel.BarsSettings;
import org.barscancel.CredentialsSettings;
import org.barscancel.FarSideDifferences;
import org.barscancel.cancellation.Leg;
import org.barscancel.credentials.FarSideCredentials;
import org.barscancel.credentials.TokenClient;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** Makes of the settings who we are to each far side (R20), and refuses to start with what cannot be. */
public final class IdentitySettings {
    private static final String DEFAULT_HEADER = "apikey";
    private static final String DEFAULT_ALGORITHM = "RS512";

    private final SslBundles bundles;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    private IdentitySettings(SslBundles bundles, ScheduledExecutorService timer, Clock clock) {
        this.timer = timer;
        this.bundles = bundles;
        this.clock = clock;
    }

    /** @param timer ends what takes too long at token endpoints */
    public static Identities identities(
            BarsSettings settings, SslBundles bundles, ScheduledExecutorService timer, Clock clock) {
        IdentitySettings all = new IdentitySettings(bundles, timer, clock);
        Map<String, Identities.Identity> byFarSide = new HashMap<>();
        Identities.Identity provider =
                all.identity("bars.provider", settings.provider().credentials(), settings.http());
        byFarSide.put(FarSideSetUp.name(Leg.PROVIDER, null), provider);
        // A registry at the provider's own address is the same server, such as the BaRS proxy.
        boolean same = isNothing(settings.registry().credentials())
                && Objects.equals(settings.registry().url(), settings.provider().url());
        byFarSide.put(
                FarSideSetUp.name(Leg.REGISTRY, null),
                same
                        ? provider
                        : all.identity("bars.registry", settings.registry().credentials(), settings.http()));
        settings.providers()
                .forEach((name, own) -> byFarSide.put(
                        FarSideSetUp.name(Leg.PROVIDER, name),
                        all.identity("bars.providers." + name, own.credentials(), http(settings, own))));
        settings.registries()
                .forEach((name, own) -> byFarSide.put(
                        FarSideSetUp.name(Leg.REGISTRY, name),
                        all.identity("bars.registries." + name, own.credentials(), http(settings, own))));
        return new Identities(byFarSide);
    }

    private static boolean isNothing(@Nullable CredentialsSettings settings) {
        return settings == null || settings.isNothing();
    }

    private static BarsSettings.Http http(BarsSettings settings, FarSideDifferences own) {
        FarSideDifferences.Http http = own.http();
        return http == null ? settings.http() : http.over(settings.http());
    }

    private Identities.Identity identity(
            String setting, @Nullable CredentialsSettings settings, BarsSettings.Http http) {
        if (settings == null || isNothing(settings)) {
            return new Identities.Identity(FarSideCredentials.none(), FarSideTls.ofJavaRuntime(false, clock));
        }
        FarSideTls tls = settings.sslBundle() == null
                ? FarSideTls.ofJavaRuntime(settings.checkRevocation(), clock)
                : FarSideTls.of(
                        bundles, setting + ".credentials", settings.sslBundle(), settings.checkRevocation(), clock);
        return new Identities.Identity(
                FarSideCredentials.of(
                        fixed(settings.apiKey()),
                        tokenClient(settings.token()),
                        new HttpComponentsClientHttpRequestFactory(FarSideClient.ofTokenEndpoint(http, timer, tls)),
                        clock),
                tls);
    }

    private static Map<String, String> fixed(CredentialsSettings.@Nullable ApiKey key) {
        return key == null || key.value() == null
                ? Map.of()
                : Map.of(Objects.requireNonNullElse(key.header(), DEFAULT_HEADER), key.value());
    }

    private static @Nullable TokenClient tokenClient(CredentialsSettings.@Nullable Token token) {
        if (token == null || token.url() == null) {
            return null;
        }
        TokenClient.Signing signing = token.privateKey() == null
                ? null
                : new TokenClient.Signing(
                        token.privateKey(),
                        token.privateKeyPassword(),
                        Objects.requireNonNull(token.keyId()),
                        Objects.requireNonNullElse(token.algorithm(), DEFAULT_ALGORITHM),
                        Objects.requireNonNullElse(token.audience(), token.url()));
        return new TokenClient(
                URI.create(token.url()),
                Objects.requireNonNull(token.clientId()),
                token.clientSecret(),
                signing,
                Objects.requireNonNullElse(token.scope(), Set.of()));
    }
}
