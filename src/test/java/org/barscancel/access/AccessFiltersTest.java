package org.barscancel.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.barscancel.command.Typed;
import org.barscancel.console.PublishedInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.web.client.RestTemplate;

class AccessFiltersTest {
    private static final String NOWHERE = "http://127.0.0.1:9/keys";

    private final List<Denial> denials = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {NOWHERE, ""})
    void whileTheIssuersKeysCannotBeHadTheCallerIsToldToComeAgain(String jwkSet) throws Exception {
        JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(TokenDecoders.of(
                "http://127.0.0.1:9", jwkSet.isEmpty() ? null : jwkSet, Set.of("bars-cancel"), new RestTemplate()));
        MockHttpServletRequest call = new MockHttpServletRequest("GET", "/cancellations");
        call.addHeader(
                "Authorization",
                "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjkifQ.c2ln");

        AccessFilters.of(List.of(tokens), false, (request, response, denial) -> denials.add(denial), Clock.systemUTC())
                .doFilter(call, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(denials).singleElement().satisfies(denial -> assertThat(denial.status())
                .isEqualTo(503));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, /simulator/fhir/Appointment, true",
        "127.0.0.1, /simulator/token, true",
        "127.0.0.1, /simulator/record, false",
        "10.0.0.7, /simulator/fhir/Appointment, false",
        "10.0.0.7, /simulator/token, false",
        "10.0.0.7, /actuator/health/liveness, true"
    })
    void onlyTheProgramItselfCallsTheFarSidesOfADemonstration(String from, String path, boolean open) throws Exception {
        MockHttpServletRequest call = new MockHttpServletRequest("GET", path);
        call.setRemoteAddr(from);
        MockFilterChain chain = new MockFilterChain();

        AccessFilters.of(
                        List.of(new ApiKeys(List.of())),
                        false,
                        (request, response, denial) -> denials.add(denial),
                        Clock.systemUTC())
                .doFilter(call, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest() != null).isEqualTo(open);
        assertThat(denials).hasSize(open ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /cancellations/",
        "POST, /CANCELLATIONS",
        "POST, /replays/",
        "DELETE, /cancellations/x",
        "POST, /batches/x",
        "POST, /actuator/shutdown"
    })
    void whatNobodyThoughtOfNeedsTheRoleThatMayDoMost(String method, String path) throws Exception {
        MockHttpServletRequest call = new MockHttpServletRequest(method, path);
        call.addHeader(ApiKeys.HEADER, "k");
        Caller caller = new Caller("a", null, Set.of(Role.SUBMIT, Role.VIEW));

        AccessFilters.of(
                        List.of(new ApiKeys(List.of(new ApiKeys.Known(ApiKeys.hash("k"), caller)))),
                        false,
                        (request, response, denial) -> denials.add(denial),
                        Clock.systemUTC())
                .doFilter(call, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(denials).singleElement().satisfies(denial -> {
            assertThat(denial.status()).isEqualTo(403);
            assertThat(denial.detail()).contains("the role operate");
        });
    }

    /** Such as a certificate of somebody's browser that is none of ours. */
    @Test
    void aCredentialThatIsNotRightLeavesTheSignInOpen() throws Exception {
        MockHttpServletRequest call = new MockHttpServletRequest("GET", "/console/sign-in");
        call.addHeader(ApiKeys.HEADER, "nobody's");
        MockFilterChain chain = new MockFilterChain();

        AccessFilters.of(
                        List.of(new ApiKeys(List.of())),
                        false,
                        (request, response, denial) -> denials.add(denial),
                        Clock.systemUTC())
                .doFilter(call, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
        assertThat(denials).isEmpty();
    }

    /** The roles as the published description names them, for each call. */
    static Stream<Arguments> calls() {
        JsonNode paths = new PublishedInterface().document().path("paths");
        List<Arguments> calls = new ArrayList<>();
        paths.fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(call -> {
            if (call.getValue().has("responses")) {
                calls.add(Arguments.of(
                        call.getKey().toUpperCase(Locale.ROOT),
                        path.getKey().replaceAll("\\{[a-zA-Z]+}", "5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d"),
                        call.getValue().at("/security/1/apiKey/0").asText(),
                        call.getValue().path("responses")));
            }
        }));
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theDescriptionNamesTheOneRoleThatACallNeeds(String method, String path, String needed, JsonNode responses)
            throws Exception {
        assertThat(responses.has("401") && responses.has("403")).isTrue();
        for (Role role : Role.values()) {
            MockHttpServletRequest call = new MockHttpServletRequest(method, path);
            call.addHeader(ApiKeys.HEADER, "k");
            MockFilterChain chain = new MockFilterChain();
            // Far sides and feeds are everybody's: who is of a requester does not see them.
            boolean ofAll = role == Role.OPERATE || path.equals("/far-sides") || path.equals("/feeds");
            Caller caller = new Caller("a", ofAll ? null : "pas-1", Set.of(role));

            AccessFilters.of(
                            List.of(new ApiKeys(List.of(new ApiKeys.Known(ApiKeys.hash("k"), caller)))),
                            false,
                            (request, response, denial) -> denials.add(denial),
                            Clock.systemUTC())
                    .doFilter(call, new MockHttpServletResponse(), chain);

            assertThat(chain.getRequest() != null)
                    .as(role.code())
                    .isEqualTo(role.code().equals(needed));
        }
    }

    @Test
    void theCommandShowsAKeyAndTheSettingsThatKnowIt() {
        String shown = command(0, "pas-1");
        List<String> lines = shown.lines().toList();

        assertThat(lines.get(1)).matches("bars_[A-Za-z0-9_-]{43}");
        assertThat(shown)
                .contains("bars.access.api-keys.pas-1.hash=" + ApiKeys.hash(lines.get(1)))
                .contains("bars.access.api-keys.pas-1.roles=submit,view");
        assertThat(command(0, "pas-1").lines().toList().get(1)).isNotEqualTo(lines.get(1));
    }

    @Test
    void theCommandSaysHowItIsUsed() {
        assertThat(command(2)).contains("Usage: bars-cancel api-key", "<name>");
        assertThat(command(2, "Pas 1")).contains("for example: api-key pas-1");
    }

    private static String command(int code, String... args) {
        Typed typed =
                Typed.typed(Stream.concat(Stream.of("api-key"), Stream.of(args)).toArray(String[]::new));
        assertThat(typed.code()).isEqualTo(code);
        return typed.said();
    }

    @Test
    void aCallerIsKnownOnTheCallAndAnybodyWhereNobodyAsks() {
        MockHttpServletRequest call = new MockHttpServletRequest();
        assertThat(Caller.of(call)).isSameAs(Caller.ANYBODY);

        Map.of("pas-1", true, "pas-2", false)
                .forEach((requester, own) -> assertThat(new Caller("a", "pas-1", Set.of(Role.VIEW)).sees(requester))
                        .isEqualTo(own));
        assertThat(new Caller("a", "pas-1", Set.of(Role.VIEW)).sees(null)).isFalse();
        assertThat(Caller.ANYBODY.sees(null)).isTrue();
    }
}
