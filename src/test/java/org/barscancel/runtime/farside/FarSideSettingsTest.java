package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.barscancel.BarsSettings;
import org.barscancel.bars.FarSide;
import org.barscancel.intake.ProviderChoice;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.TargetService;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.Test;

/** What far sides the settings make, and what they are refused for. */
class FarSideSettingsTest {
    private static final String SYSTEM = "https://fhir.nhs.uk/Id/dos-service-id";
    private static final Map<String, Object> DEFAULTS = Map.of(
            "bars.provider.url", "https://provider.example/fhir/",
            "bars.registry.url", "https://registry.example/fhir",
            "bars.target-service.system", SYSTEM,
            "bars.target-service.value", "1",
            "bars.organisation.ods-code", "A1001",
            "bars.organisation.name", "Ours",
            "bars.software.name", "BaRS Cancel",
            "bars.use-context.category", "a1t1",
            "bars.concurrency.provider", "7",
            "bars.rate.registry", "30");
    private static final Map<String, Object> NORTH = Map.of("bars.providers.north.url", "https://north.example/fhir");

    @Test
    void thereIsOnePairByDefault() {
        assertThat(FarSideSetUp.of(settings(Map.of())))
                .extracting(FarSideSetUp::name, FarSideSetUp::route, FarSideSetUp::queue)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("provider", "cancel", "bars.requests"),
                        org.assertj.core.groups.Tuple.tuple("registry", "registry", "bars.pointers"));
        assertThat(ProviderServices.choice(settings(Map.of()))).isSameAs(ProviderChoice.ONE);
    }

    @Test
    void whatAProviderDoesNotSetIsAsAtTheDefaultOne() {
        BarsSettings settings = settings(NORTH);
        FarSides.Pair north = north(settings);

        assertThat(north.provider())
                .usingRecursiveComparison()
                .ignoringFields("name", "baseUrl")
                .isEqualTo(FarSidePairs.of(settings).usual().provider());
        assertThat(north.provider().name()).isEqualTo("provider-north");
        assertThat(north.registry()).isEqualTo(FarSidePairs.of(settings).usual().registry());
        assertThat(north.pointers()).isEqualTo(FarSidePairs.of(settings).usual().pointers());
        FarSideSetUp setUp = FarSideSetUp.of(settings).get(2);
        assertThat(setUp.concurrency()).isEqualTo(7);
        assertThat(setUp.http()).isEqualTo(settings.http());
        assertThat(setUp.circuit()).isEqualTo(settings.circuit());
        assertThat(setUp.queue()).isEqualTo("bars.requests.north");
        assertThat(setUp.route()).isEqualTo("cancel-north");
    }

    @Test
    void boundsAreInheritedOneByOne() {
        FarSideSetUp north = FarSideSetUp.of(settings(and(
                        NORTH,
                        "bars.providers.north.http.response-timeout",
                        "3s",
                        "bars.providers.north.circuit.failures",
                        "2",
                        "bars.providers.north.rate",
                        "5")))
                .get(2);

        assertThat(north.http().responseTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(north.http().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(north.circuit().failures()).isEqualTo(2);
        assertThat(north.circuit().pause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(north.rate()).isEqualTo(5);
    }

    @Test
    void anIdentityIsTakenAsAWhole() {
        FarSide north = north(settings(and(NORTH, "bars.providers.north.organisation.ods-code", "N1001")))
                .provider();

        assertThat(north.caller().odsCode()).isEqualTo("N1001");
        assertThat(north.caller().organisationName()).isNull();
        assertThat(north.caller().softwareName()).isEqualTo("BaRS Cancel");
    }

    @Test
    void aRegistryIsCalledAndItsPointersOwnedByTheOrganisationOfTheProvider() {
        FarSides.Pair north = north(settings(and(NORTH, "bars.providers.north.organisation.ods-code", "N1001")));

        assertThat(north.registry().name()).isEqualTo("registry");
        assertThat(north.registry().caller().odsCode()).isEqualTo("N1001");
        assertThat(north.pointers().custodian()).isEqualTo("N1001");
    }

    @Test
    void aRegistryOfItsOwnSaysWhatIsDoneThere() {
        FarSides.Pair north = north(settings(and(
                NORTH,
                "bars.providers.north.registry",
                "nrl",
                "bars.registries.nrl.url",
                "https://nrl.example/fhir/",
                "bars.registries.nrl.action",
                "update",
                "bars.registries.nrl.custodian",
                "C1",
                "bars.registries.nrl.search-by-custodian",
                "true",
                "bars.registries.nrl.core-version",
                "1.1.0")));

        assertThat(north.registry().baseUrl()).isEqualTo("https://nrl.example/fhir");
        assertThat(north.registry().name()).isEqualTo("registry-nrl");
        assertThat(north.registry().coreVersion()).isEqualTo("1.1.0");
        assertThat(north.provider().coreVersion()).isEqualTo("1.2.0");
        assertThat(north.pointers()).isEqualTo(new PointerPolicy(RegistryAction.UPDATE, "C1", true, null));
    }

    @Test
    void theOneServiceOfAProviderIsItsTargetService() {
        assertThat(north(settings(and(NORTH, "bars.providers.north.services", SYSTEM + "|2")))
                        .provider()
                        .target())
                .isEqualTo(new TargetService(SYSTEM, "2"));
        assertThat(north(settings(and(NORTH, "bars.providers.north.services", SYSTEM + "|2," + SYSTEM + "|3")))
                        .provider()
                        .target())
                .isEqualTo(new TargetService(SYSTEM, "1"));
        FarSides.Pair named = north(settings(and(
                NORTH,
                "bars.providers.north.services",
                SYSTEM + "|2",
                "bars.providers.north.target-service.system",
                SYSTEM,
                "bars.providers.north.target-service.value",
                "9")));
        assertThat(List.of(named.provider().target(), named.registry().target()))
                .containsOnly(new TargetService(SYSTEM, "9"));
    }

    @Test
    void servicesAndRequestersChooseTheProvider() {
        ProviderChoice choice = ProviderServices.choice(settings(and(
                NORTH,
                "bars.providers.north.services",
                SYSTEM + "|2," + SYSTEM + "|3",
                "bars.providers.north.requesters",
                "pas-2,pas 3",
                "bars.provider.services",
                SYSTEM + "|1," + SYSTEM + "|4")));

        assertThat(choice.of(new TargetService(SYSTEM, "3"), null)).isEqualTo(new ProviderChoice.Chosen("north"));
        assertThat(choice.of(null, "pas 3")).isEqualTo(new ProviderChoice.Chosen("north"));
        assertThat(List.of(
                        choice.of(new TargetService(SYSTEM, "1"), "pas-2"),
                        choice.of(new TargetService(SYSTEM, "4"), "pas-2")))
                .containsOnly(ProviderChoice.Chosen.DEFAULT);
        assertThat(choice.of(new TargetService(SYSTEM, "5"), "pas-2")).isInstanceOf(ProviderChoice.None.class);
    }

    @Test
    void twoProvidersCannotServeTheSame() {
        refuses(
                and(
                        NORTH,
                        "bars.providers.north.services",
                        SYSTEM + "|2",
                        "bars.providers.south.url",
                        "https://s.example",
                        "bars.providers.south.services",
                        SYSTEM + "|2"),
                "bars.providers.north.services",
                "bars.providers.south.services",
                SYSTEM + "|2");
        refuses(
                and(NORTH, "bars.providers.north.services", SYSTEM + "|1"),
                "bars.target-service",
                "bars.providers.north.services");
        refuses(
                and(
                        NORTH,
                        "bars.providers.north.requesters",
                        "pas-1",
                        "bars.providers.south.url",
                        "https://s.example",
                        "bars.providers.south.requesters",
                        "pas-1"),
                "bars.providers.north.requesters",
                "bars.providers.south.requesters",
                "pas-1");
    }

    @Test
    void whatCannotBeMeantIsNamed() {
        refuses(and(NORTH, "bars.providers.north.registry", "nrl"), "bars.providers.north.registry", "'nrl'");
        refuses(and(NORTH, "bars.registry.service", SYSTEM + "|1"), "bars.registry.service", "bars.providers.north");
        refuses(and(NORTH, "bars.providers.north.target-service.value", "2"), "by half");
        refuses(Map.of("bars.providers[North_1].url", "https://n.example"), "bars.providers.North_1", "a-z");
        refuses(
                and(
                        NORTH,
                        "bars.hl7.feeds.pas-1.appointment-id",
                        "SCH-1",
                        "bars.hl7.feeds.pas-1.target-service.system",
                        SYSTEM,
                        "bars.hl7.feeds.pas-1.target-service.value",
                        "8"),
                "bars.hl7.feeds.pas-1.target-service");
    }

    private static void refuses(Map<String, Object> changed, String... named) {
        assertThatThrownBy(() -> {
                    BarsSettings settings = settings(changed);
                    FarSidePairs.of(settings);
                    ProviderServices.choice(settings);
                })
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(named);
    }

    private static FarSides.Pair north(BarsSettings settings) {
        return FarSidePairs.of(settings).named().get("north");
    }

    private static Map<String, Object> and(Map<String, Object> some, String... others) {
        Map<String, Object> all = new HashMap<>(some);
        for (int i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return all;
    }

    private static BarsSettings settings(Map<String, Object> changed) {
        Map<String, Object> all = new HashMap<>(DEFAULTS);
        all.putAll(changed);
        return SettingsGiven.with(all);
    }
}
