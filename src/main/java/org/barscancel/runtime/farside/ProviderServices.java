package org.barscancel.runtime.farside;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.barscancel.BarsSettings;
import org.barscancel.HeaderSettings;
import org.barscancel.ProviderSettings.UnlistedServices;
import org.barscancel.intake.ProviderChoice;
import org.barscancel.intake.ProviderChoice.Chosen;
import org.barscancel.registry.ServiceIdentifier;
import org.barscancel.request.TargetService;

/** Which provider serves what, as the settings have it; refuses to start where two claim the same. */
public final class ProviderServices {
    private final Map<TargetService, Chosen> byService = new HashMap<>();
    private final Map<String, Chosen> byRequester = new HashMap<>();
    private final Map<Object, String> claimed = new LinkedHashMap<>();

    private ProviderServices() {}

    /**
     * Makes the choice of the settings; every request is for the default provider when there is no other. Refuses the start
     * when two claim the same service or requester, or when a feed is of a service of none and such are not taken.
     */
    public static ProviderChoice choice(BarsSettings settings) {
        if (settings.providers().isEmpty()) {
            return ProviderChoice.ONE;
        }
        ProviderServices services = new ProviderServices();
        services.claim(settings);
        boolean takesUnlisted = settings.provider().unlistedServices() == UnlistedServices.ALLOW;
        if (!takesUnlisted) {
            services.requireThoseOfFeeds(settings);
        }
        return new ProviderChoice(services.byService, services.byRequester, takesUnlisted);
    }

    static TargetService parse(String service) {
        ServiceIdentifier identifier = ServiceIdentifier.parse(service);
        return new TargetService(identifier.system(), identifier.value());
    }

    private void claim(BarsSettings settings) {
        HeaderSettings.Target own = settings.targetService();
        if (own != null && own.system() != null && own.value() != null) {
            claim(new TargetService(own.system(), own.value()), Chosen.DEFAULT, "bars.target-service");
        }
        settings.provider().services().forEach(service -> {
            if (!Chosen.DEFAULT.equals(byService.get(parse(service)))) {
                claim(parse(service), Chosen.DEFAULT, "bars.provider.services");
            }
        });
        new TreeMap<>(settings.providers()).forEach((name, provider) -> {
            Chosen chosen = new Chosen(name);
            String setting = "bars.providers." + name;
            provider.services().forEach(service -> claim(parse(service), chosen, setting + ".services"));
            provider.requesters().forEach(requester -> {
                refuseSecond(requester, setting + ".requesters", "requester " + requester);
                byRequester.put(requester, chosen);
            });
        });
    }

    private void claim(TargetService service, Chosen provider, String setting) {
        refuseSecond(service, setting, "service " + service.system() + "|" + service.value());
        byService.put(service, provider);
    }

    private void refuseSecond(Object what, String setting, String shown) {
        String other = claimed.putIfAbsent(what, setting);
        if (other != null) {
            throw FarSidePairs.refused("The " + shown + " stands in both " + other + " and " + setting
                    + ", so nobody could tell whose it is");
        }
    }

    /** Each of its messages would be rejected. */
    private void requireThoseOfFeeds(BarsSettings settings) {
        settings.hl7().feeds().forEach((name, feed) -> {
            HeaderSettings.Target own = feed.targetService();
            if (own != null
                    && own.system() != null
                    && own.value() != null
                    && !byService.containsKey(new TargetService(own.system(), own.value()))) {
                throw FarSidePairs.refused(
                        "bars.hl7.feeds." + name + ".target-service is in the services of no provider");
            }
        });
    }
}
