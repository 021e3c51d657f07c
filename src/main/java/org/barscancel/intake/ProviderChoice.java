package org.barscancel.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/**
 * Which provider a request is for: the one that serves its target service, else the one of its requester, else the
 * default one.
 */
public final class ProviderChoice {
    /** Of a program that has no provider but the default one: every request is for it. */
    public static final ProviderChoice ONE = new ProviderChoice(Map.of(), Map.of(), true);

    private static final Choice NOWHERE = new None(new Problem(
            ProblemCode.ROUTING,
            "No provider is set up for the target service of the request.",
            "Correct the target service, or list it in the services of a provider, then send the request again."));

    private final Map<TargetService, Chosen> byService;
    private final Map<String, Chosen> byRequester;
    private final boolean takesUnlisted;

    /** What came of it. */
    public sealed interface Choice {}

    /**
     * A provider.
     *
     * @param provider its name; null = the default one
     */
    public record Chosen(@Nullable String provider) implements Choice {
        /** The provider of all requests that no other one serves. */
        public static final Chosen DEFAULT = new Chosen(null);
    }

    /**
     * No provider, so the request is not carried out.
     *
     * @param problem what the requester hears
     */
    public record None(Problem problem) implements Choice {}

    /**
     * Sets up the choice.
     *
     * @param byService the provider of each listed service
     * @param byRequester the provider of each listed requester
     * @param takesUnlisted whether a request for a service that is not listed goes on as if it named none
     */
    public ProviderChoice(
            Map<TargetService, Chosen> byService, Map<String, Chosen> byRequester, boolean takesUnlisted) {
        this.byService = new HashMap<>(byService);
        this.byRequester = new TreeMap<>(byRequester);
        this.takesUnlisted = takesUnlisted;
    }

    /**
     * Chooses the provider of a request.
     *
     * @param service the service that the request, or its feed, names
     * @param requester who asks, as the channel knows it
     */
    public Choice of(@Nullable TargetService service, @Nullable String requester) {
        Chosen serving = service == null ? null : byService.get(service);
        if (serving != null) {
            return serving;
        }
        if (service != null && !takesUnlisted) {
            return NOWHERE;
        }
        return requester == null ? Chosen.DEFAULT : byRequester.getOrDefault(requester, Chosen.DEFAULT);
    }
}
