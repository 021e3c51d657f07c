package org.barscancel.runtime.farside;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.BarsSettings;
import org.barscancel.HeaderSettings;
import org.barscancel.ProviderSettings;
import org.barscancel.RegistrySettings;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Leg;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.RegistryAction;
import org.barscancel.registry.ServiceIdentifier;
import org.barscancel.request.TargetService;
import org.barscancel.runtime.start.StartRefusedException;
import org.jspecify.annotations.Nullable;

/** Makes providers and their registries of the settings, and refuses to start with what contradicts itself. */
public final class FarSidePairs {
    /** Names stand in queues, route ids and metrics. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final BarsSettings settings;

    private FarSidePairs(BarsSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the pairs.
     *
     * @throws StartRefusedException when no provider or registry is set, a name is none, or a registry that is named is not there
     */
    public static FarSides of(BarsSettings settings) {
        return new FarSidePairs(settings).all();
    }

    private FarSides all() {
        requireNames("bars.providers.", settings.providers());
        requireNames("bars.registries.", settings.registries());
        Map<String, FarSides.Pair> named = new LinkedHashMap<>();
        FarSides.Pair usual = usual();
        new TreeMap<>(settings.providers()).forEach((name, provider) -> named.put(name, pair(name, provider)));
        return new FarSides(usual, named);
    }

    private FarSides.Pair usual() {
        String provider = settings.provider().url();
        String registry = settings.registry().url();
        if (provider == null || registry == null) {
            throw new StartRefusedException(
                    "No provider is set: a cancellation must not be sent to nobody, nor to a simulator by mistake.",
                    "Set bars.provider.url to the FHIR base of the provider or the BaRS proxy, or try the program with"
                            + " the profile demo (--spring.profiles.active=demo).");
        }
        FarSideHeaders headers = FarSideHeaders.of(settings);
        return new FarSides.Pair(
                headers.farSide(FarSideSetUp.name(Leg.PROVIDER, null), provider),
                headers.farSide(FarSideSetUp.name(Leg.REGISTRY, null), registry),
                pointers(null, settings.custodian()),
                lookedUp(null, settings.custodian()));
    }

    private FarSides.Pair pair(String name, ProviderSettings.Named own) {
        FarSideHeaders headers =
                FarSideHeaders.of(settings).meant(only(own.services())).with("bars.providers." + name, own);
        FarSide provider = headers.farSide(FarSideSetUp.name(Leg.PROVIDER, name), own.url());
        FarSideHeaders asDefault = headers.inVersion(settings.coreVersion());
        String registryName = own.registry();
        if (registryName == null) {
            requireNoServiceOfOthers(name);
            return new FarSides.Pair(
                    provider,
                    asDefault.farSide(
                            FarSideSetUp.name(Leg.REGISTRY, null),
                            Objects.requireNonNull(settings.registry().url())),
                    pointers(null, headers.odsCode()),
                    lookedUp(null, headers.odsCode()));
        }
        RegistrySettings.Named registry = settings.registries().get(registryName);
        if (registry == null) {
            throw refused("bars.providers." + name + ".registry names '" + registryName
                    + "', which is none of bars.registries.*");
        }
        return new FarSides.Pair(
                provider,
                asDefault
                        .with("bars.registries." + registryName, registry)
                        .farSide(FarSideSetUp.name(Leg.REGISTRY, registryName), registry.url()),
                pointers(registry, headers.odsCode()),
                lookedUp(registry, headers.odsCode()));
    }

    private PointerPolicy pointers(RegistrySettings.@Nullable Named own, @Nullable String providersOdsCode) {
        RegistrySettings usual = settings.registry();
        HeaderSettings.Organisation organisation = own == null ? null : own.organisation();
        String custodian = Stream.of(
                        own == null ? null : own.custodian(),
                        organisation == null ? null : organisation.odsCode(),
                        usual.custodian(),
                        providersOdsCode)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String service = own == null ? usual.service() : own.service();
        return new PointerPolicy(
                own == null ? usual.action() : Objects.requireNonNullElse(own.action(), usual.action()),
                custodian,
                own == null
                        ? usual.searchByCustodian()
                        : Objects.requireNonNullElse(own.searchByCustodian(), usual.searchByCustodian()),
                service == null ? null : ServiceIdentifier.parse(service));
    }

    /** Who removes no pointers owns none: then our own ODS code says nothing about whose are meant. */
    private PointerPolicy lookedUp(RegistrySettings.@Nullable Named own, @Nullable String providersOdsCode) {
        PointerPolicy policy = pointers(own, providersOdsCode);
        if (policy.action() != RegistryAction.NONE) {
            return policy;
        }
        String custodian =
                own == null || own.custodian() == null ? settings.registry().custodian() : own.custodian();
        return new PointerPolicy(policy.action(), custodian, policy.searchByCustodian(), policy.service());
    }

    /** Pointers of its own services would be passed over, and the answer would be that there was none. */
    private void requireNoServiceOfOthers(String name) {
        if (settings.registry().service() != null) {
            throw refused("bars.registry.service narrows the default registry to the pointers of one service, but"
                    + " bars.providers." + name + " uses it too: name a registry of its own in bars.providers." + name
                    + ".registry, or unset bars.registry.service");
        }
    }

    private static @Nullable TargetService only(List<String> services) {
        return services.size() == 1 ? ProviderServices.parse(services.get(0)) : null;
    }

    private static void requireNames(String prefix, Map<String, ?> named) {
        named.keySet().forEach(name -> {
            if (!NAME.matcher(name).matches()) {
                throw refused(prefix + name + ": the name must be made of a-z, 0-9 and hyphens, such as north-1");
            }
        });
    }

    static StartRefusedException refused(String why) {
        return new StartRefusedException(why + ".", "Mend that setting; docs/far-sides.md explains each.");
    }
}
