package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.access.ApiKeys;
import org.barscancel.runtime.SettingsGiven;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class OpenDoorsTest {
    private static final String[] HTTP_KEY = {
        "bars.access.api-keys.a.hash=" + ApiKeys.hash("k"), "bars.access.api-keys.a.roles=view"
    };
    private static final String[] USER = {
        "bars.broker.users.a.hash=" + ApiKeys.hash("k"), "bars.broker.users.a.roles=submit"
    };

    @Test
    void theProgramAsItComesIsNotOpen() {
        assertThat(meant()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "localhost", "::1"})
    void addressesOfThisMachineNeedNothing(String address) {
        assertThatCode(() -> meant(
                        "server.address=" + address,
                        "bars.hl7.feeds.pas-1.port=2575",
                        "bars.hl7.feeds.pas-1.host=" + address,
                        "bars.broker.listen=tcp://" + (address.contains(":") ? "[" + address + "]" : address)
                                + ":61616"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "::", ""})
    void httpOnAnotherAddressNeedsTlsAndCredentials(String address) {
        assertRefused(
                List.of("server.address is ", "server.ssl.bundle", "bars.access.api-keys", "bars.access.jwt"),
                "server.address=" + address);
    }

    @Test
    void httpIsNamedWithWhatIsMissingOnly() {
        assertRefused(List.of("without TLS (server.ssl.bundle)."), with(HTTP_KEY, "server.address=0.0.0.0"));
        assertThatThrownBy(() -> meant("server.address=0.0.0.0", "server.ssl.bundle=doors"))
                .hasMessageContaining("bars.access.api-keys")
                .hasMessageNotContaining("server.ssl.bundle");
        assertThat(meant(with(HTTP_KEY, "server.address=0.0.0.0", "server.ssl.bundle=doors")))
                .isEmpty();
    }

    @Test
    void tlsThatIsSwitchedOffIsNone() {
        assertRefused(
                List.of("server.ssl.bundle"),
                with(HTTP_KEY, "server.address=0.0.0.0", "server.ssl.bundle=doors", "server.ssl.enabled=false"));
    }

    @Test
    void aPortOfItsOwnForManagementIsNotGuarded() {
        assertRefused(
                List.of("management.server.port"),
                with(
                        HTTP_KEY,
                        "server.address=0.0.0.0",
                        "server.ssl.bundle=doors",
                        "server.port=8443",
                        "management.server.port=9090"));
        assertThat(meant("management.server.port=9090")).isEmpty();
    }

    @Test
    void eachFeedOnAnotherAddressNeedsTlsAndACertificate() {
        assertRefused(
                List.of("bars.hl7.feeds.a.ssl-bundle", "bars.hl7.feeds.b.client-certificate"),
                "bars.hl7.feeds.a.port=1",
                "bars.hl7.feeds.a.host=0.0.0.0",
                "bars.hl7.feeds.b.port=2",
                "bars.hl7.feeds.b.host=0.0.0.0",
                "bars.hl7.feeds.b.ssl-bundle=x");
        assertThat(meant(
                        "bars.hl7.feeds.a.port=1",
                        "bars.hl7.feeds.a.host=0.0.0.0",
                        "bars.hl7.feeds.a.ssl-bundle=x",
                        "bars.hl7.feeds.a.client-certificate=true"))
                .isEmpty();
        assertThat(meant("bars.hl7.feeds.a.host=0.0.0.0"))
                .as("a feed without a port")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://0.0.0.0:61616",
        "tcp://broker.example.org:61616",
        "tcp://:61616",
        "'tcp://127.0.0.1:61616,tcp://0.0.0.0:61617'",
        "tcp://127.0.0.1:61616?host=0.0.0.0"
    })
    void theBrokerOnAnotherAddressNeedsTlsAndUsers(String listen) {
        assertRefused(List.of("bars.broker.ssl-bundle", "bars.broker.users"), "bars.broker.listen=" + listen);
        assertThat(meant(with(USER, "bars.broker.listen=" + listen, "bars.broker.ssl-bundle=x")))
                .isEmpty();
    }

    @Test
    void aBrokerOfItsOwnOrNoneIsNoDoor() {
        assertThat(meant("bars.broker.listen=")).isEmpty();
        assertThat(meant("bars.broker.listen=tcp://0.0.0.0:1", "bars.broker.url=tcp://broker:61616"))
                .isEmpty();
    }

    @Test
    void theStoresOfArtemissOwnSettingsAreTlsToo() {
        assertThat(meant(with(
                        USER, "bars.broker.listen=tcp://0.0.0.0:1?sslEnabled=true&keyStorePath=/k&keyStorePassword=p")))
                .isEmpty();
    }

    @Test
    void everyDoorThatIsOpenIsNamedAtOnce() {
        assertRefused(
                List.of("server.address", "bars.hl7.feeds.a.host", "bars.broker.listen"),
                "server.address=0.0.0.0",
                "bars.hl7.feeds.a.port=1",
                "bars.hl7.feeds.a.host=0.0.0.0",
                "bars.broker.listen=tcp://0.0.0.0:61616");
    }

    @Test
    void whatIsMeantIsAllowedAndToldAndNothingElseIs() {
        assertThat(meant("server.address=0.0.0.0", "bars.access.open=http"))
                .singleElement()
                .asString()
                .contains("server.address", "TLS", "credentials");
        assertRefused(
                List.of("bars.broker.listen"),
                "server.address=0.0.0.0",
                "bars.access.open=http,mllp",
                "bars.broker.listen=tcp://0.0.0.0:61616");
    }

    @Test
    void certificatesThatNobodyIsAskedForAreRefused() {
        String[] known = {"bars.access.certificates.a.subject=CN=a", "bars.access.certificates.a.roles=view"};
        assertThatThrownBy(() -> meant(with(known, "server.ssl.bundle=doors")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(refused.action())
                        .contains("server.ssl.client-auth"));
        assertThat(meant(with(known, "server.ssl.bundle=doors", "server.ssl.client-auth=want")))
                .isEmpty();
    }

    private static void assertRefused(List<String> named, String... settings) {
        assertThatThrownBy(() -> meant(settings)).isInstanceOfSatisfying(StartRefusedException.class, refused -> {
            assertThat(refused.getMessage()).contains(named);
            assertThat(refused.action()).contains("bars.access.open");
        });
    }

    private static String[] with(String[] some, String... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
    }

    private static List<String> meant(String... settings) {
        Map<String, Object> given = new HashMap<>(Map.of("server.address", "127.0.0.1"));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            given.put(parts[0], parts[1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        Map<String, Object> ours = new HashMap<>(given);
        ours.keySet().removeIf(name -> !name.startsWith("bars."));
        return new ArrayList<>(
                OpenDoors.checked(SettingsGiven.with(ours), environment).meant());
    }
}
