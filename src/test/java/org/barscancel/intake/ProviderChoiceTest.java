package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.intake.ProviderChoice.Chosen;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.TargetService;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {
    private static final TargetService OURS = service("ours");
    private static final TargetService OF_NORTH = service("north");
    private static final TargetService OF_SOUTH = service("south");
    private static final TargetService OF_NOBODY = service("nobody");
    private static final Chosen NORTH = new Chosen("north");
    private static final Chosen SOUTH = new Chosen("south");

    @Test
    void theRequestsOwnServiceComesFirst() {
        assertThat(strict().of(OF_NORTH, "pas-south")).isEqualTo(NORTH);
        assertThat(strict().of(OURS, "pas-south")).isEqualTo(Chosen.DEFAULT);
    }

    @Test
    void thenWhoAsks() {
        assertThat(strict().of(null, "pas-south")).isEqualTo(SOUTH);
    }

    @Test
    void thenTheDefault() {
        assertThat(strict().of(null, "pas-1")).isEqualTo(Chosen.DEFAULT);
        assertThat(strict().of(null, null)).isEqualTo(Chosen.DEFAULT);
    }

    @Test
    void aServiceOfNoProviderIsRefusedWhoeverAsks() {
        assertThat(strict().of(OF_NOBODY, "pas-south")).isInstanceOfSatisfying(ProviderChoice.None.class, none -> {
            assertThat(none.problem().code()).isEqualTo(ProblemCode.ROUTING);
            assertThat(none.problem().message()).doesNotContain(OF_NOBODY.value());
        });
    }

    @Test
    void whereItIsAllowedAServiceOfNoProviderGoesOnAsIfItWereNotNamed() {
        assertThat(choice(true).of(OF_NOBODY, "pas-south")).isEqualTo(SOUTH);
        assertThat(choice(true).of(OF_NOBODY, null)).isEqualTo(Chosen.DEFAULT);
    }

    @Property
    void withOneProviderEveryRequestIsItsOwn(
            @ForAll("services") TargetService service, @ForAll("requesters") String requester) {
        assertThat(ProviderChoice.ONE.of(service, requester)).isEqualTo(Chosen.DEFAULT);
    }

    @Property
    void whoAsksNeverChangesWhereAListedServiceGoes(
            @ForAll("services") TargetService service,
            @ForAll("requesters") String one,
            @ForAll("requesters") String other,
            @ForAll boolean takesUnlisted) {
        ProviderChoice choice = choice(takesUnlisted);
        boolean listed = service != null && !service.equals(OF_NOBODY);

        assertThat(!listed || choice.of(service, one).equals(choice.of(service, other)))
                .isTrue();
    }

    @Property
    void onlyAnUnlistedServiceIsEverRefused(
            @ForAll("services") TargetService service,
            @ForAll("requesters") String requester,
            @ForAll boolean takesUnlisted) {
        boolean refused = choice(takesUnlisted).of(service, requester) instanceof ProviderChoice.None;

        assertThat(refused).isEqualTo(!takesUnlisted && OF_NOBODY.equals(service));
    }

    @Provide
    static Arbitrary<TargetService> services() {
        return Arbitraries.of(OURS, OF_NORTH, OF_SOUTH, OF_NOBODY).injectNull(0.2);
    }

    @Provide
    static Arbitrary<String> requesters() {
        return Arbitraries.of("pas-1", "pas-south", "pas-north").injectNull(0.2);
    }

    private static ProviderChoice strict() {
        return choice(false);
    }

    private static ProviderChoice choice(boolean takesUnlisted) {
        return new ProviderChoice(
                Map.of(OURS, Chosen.DEFAULT, OF_NORTH, NORTH, OF_SOUTH, SOUTH),
                Map.of("pas-north", NORTH, "pas-south", SOUTH),
                takesUnlisted);
    }

    private static TargetService service(String value) {
        return new TargetService("https://fhir.nhs.uk/Id/dos-service-id", value);
    }
}
