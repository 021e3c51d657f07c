package org.barscancel.registry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.barscancel.bars.Call;
import org.barscancel.bars.CallerIdentity;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.SearchPage;
import org.barscancel.bars.SearchPages;
import org.barscancel.bars.UseContext;
import org.barscancel.fuzz.Holds;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;

/** What a registry answers to a search for pointers, and what is made of it. */
public final class SearchFuzz {
    private static final String BASE = "https://registry.example/FHIR/R4";
    private static final String TYPE = "DocumentReference";
    private static final NhsNumber PATIENT = new NhsNumber("9990000018");
    private static final Instant START = Instant.parse("2026-12-01T09:30:00Z");
    private static final FarSide FAR_SIDE = new FarSide(
            "registry",
            BASE,
            "1.2.0",
            null,
            new CallerIdentity(null, null, null, null, null, null, null, null),
            new UseContext(null, "booking-request", "update"));
    private static final Call CALL = call(TYPE + "?type=c");

    private SearchFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        SearchPage read = SearchPages.read(input, CALL, TYPE);
        if (read instanceof SearchPage.Unreadable unreadable) {
            Holds.shown(unreadable.why());
            return;
        }
        SearchPage.Page page = (SearchPage.Page) read;
        if (page.nextPath() != null) {
            Holds.that(call(page.nextPath()).url().startsWith(BASE), "Another address would be called");
        }
        PointerPolicy policy = new PointerPolicy(RegistryAction.UPDATE, "A1001", false, null);
        PointerRules rules = new PointerRules(policy);
        rules.matches(page.resources(), "a1", PATIENT)
                .forEach(id -> Holds.that(id.matches("[A-Za-z0-9.-]{1,64}"), "An id cannot stand in a path"));
        new PointerLookup(policy).candidates(page.resources(), PATIENT, START);
        page.resources().forEach(resource -> checked(rules, resource.toString().getBytes(StandardCharsets.UTF_8)));
        checked(rules, input);
    }

    private static void checked(PointerRules rules, byte[] pointer) {
        PointerDecision decision = rules.check(pointer, "p1", "a1", PATIENT, TargetStatus.CANCELLED);
        if (decision instanceof PointerDecision.NotOurs notOurs) {
            Holds.shown(notOurs.problem());
        } else if (decision instanceof PointerDecision.NoCustodian none) {
            Holds.shown(none.problem());
        } else if (decision instanceof PointerDecision.Unreadable unreadable) {
            Holds.shown(unreadable.why());
        }
    }

    private static Call call(String path) {
        return new Call(FAR_SIDE, "GET", path, TYPE, null, Map.of(), null);
    }
}
