package org.barscancel.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.barscancel.access.ApiKeys;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.http.BarsFormat;
import org.barscancel.runtime.http.BodyRefusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SiteFilterTest {
    private static final int LET_IN = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:8080",
                "bars.localhost:8080",
                "127.0.0.1:8080",
                "10.0.0.7",
                "[::1]:8080",
                "bars.example.nhs.uk"
            })
    void theNamesOfThisMachineAndThoseInTheSettingsAreOurs(String host) throws Exception {
        assertThat(status(host, null)).isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "evillocalhost",
                "bars.example.nhs.uk.evil.example",
                "[::1].evil.example"
            })
    void aNameThatSomebodyElseHasPointedHereIsRefused(String host) throws Exception {
        assertThat(status(host, null)).isEqualTo(421);
    }

    @Test
    void whereCredentialsAreAskedForAnyNameWillDo() throws Exception {
        assertThat(SiteFilter.names(
                        SettingsGiven.with(Map.of(
                                        "bars.access.api-keys.a.hash",
                                        ApiKeys.hash("k"),
                                        "bars.access.api-keys.a.roles",
                                        "view"))
                                .access(),
                        InetAddress.getByName("127.0.0.1")))
                .isEmpty();
        assertThat(status(new SiteFilter(Optional.empty(), refusals()), "any.example", null))
                .isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080",
        "bars.example.nhs.uk, https://bars.example.nhs.uk",
        "bars.example.nhs.uk:443, https://bars.example.nhs.uk",
        "localhost, http://localhost:80"
    })
    void aPageOfOurOwnMayCall(String host, String origin) throws Exception {
        assertThat(status(host, origin)).isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost:3000",
                "http://localhost.evil.example:8080",
                "null",
                "",
                "http://localhost:8080@evil.example",
                "not an origin"
            })
    void aPageOfAnotherSiteMayNot(String origin) throws Exception {
        assertThat(status("localhost:8080", origin)).isEqualTo(403);
    }

    @Test
    void theAnswerNamesTheSettingAndRepeatsNothing() throws Exception {
        MockHttpServletResponse response = call(filter(), "evil.example", null);

        assertThat(response.getContentAsString()).contains("bars.access.hosts").doesNotContain("evil");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
    }

    private static int status(String host, String origin) throws Exception {
        return status(filter(), host, origin);
    }

    private static int status(SiteFilter filter, String host, String origin) throws Exception {
        return call(filter, host, origin).getStatus();
    }

    private static MockHttpServletResponse call(SiteFilter filter, String host, String origin) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cancellations");
        request.addHeader("Host", host);
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static SiteFilter filter() throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of("bars.access.hosts", "Bars.example.nhs.uk"));
        return new SiteFilter(
                SiteFilter.names(SettingsGiven.with(settings).access(), InetAddress.getByName("127.0.0.1")),
                refusals());
    }

    private static BodyRefusals refusals() {
        return new BodyRefusals(RouteTestSupport.MAPPER, new BarsFormat(FhirContext.forR4Cached()));
    }
}
