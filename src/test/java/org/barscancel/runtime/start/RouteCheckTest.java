package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class RouteCheckTest {
    private static final Set<String> CONFIGURATIONS = Set.of("redeliver");

    @Test
    void findsNothingWrongWithARouteThatNamesWhatExists() throws Exception {
        assertThat(faults(route("redeliver", "direct:other"), other())).isEmpty();
    }

    @Test
    void findsARouteWithoutAnErrorPolicy() throws Exception {
        assertThat(faults(route(null, "log:x")))
                .singleElement()
                .asString()
                .contains("first", "no routeConfigurationId");
    }

    @Test
    void findsARouteWithAnUnknownErrorPolicy() throws Exception {
        assertThat(faults(route("redelivr", "log:x")))
                .singleElement()
                .asString()
                .contains("first", "redelivr");
        assertThat(faults(route("redeliver,other", "log:x")))
                .singleElement()
                .asString()
                .contains("other");
    }

    /** Else a dry run would hang on the legs alone. */
    @Test
    void findsARouteThatWritesWithoutAskingWhetherItMay() throws Exception {
        String shipped = Files.readString(Path.of("routes/72-write.camel.yaml")).replace("pass-on", "redeliver");
        String without = shipped.replaceFirst("- process:\\s+id: refuse-dry-run\\s+ref: writeGuard\\s+", "");

        assertThat(faults(shipped)).isEmpty();
        assertThat(without).doesNotContain("writeGuard");
        assertThat(faults(without)).singleElement().asString().contains("route write ", "refuse-dry-run");
    }

    @Test
    void findsASendIntoTheVoid() throws Exception {
        assertThat(faults(route("redeliver", "direct:nobody")))
                .singleElement()
                .asString()
                .contains("first", "direct:nobody");
    }

    @Test
    void findsASendIntoTheVoidHoweverDeepItIs() throws Exception {
        String deep =
                """
                - route:
                    id: first
                    routeConfigurationId: redeliver
                    from:
                      uri: direct:first
                      steps:
                        - doTry:
                            steps:
                              - split:
                                  simple: ${body}
                                  steps:
                                    - choice:
                                        when:
                                          - simple: ${body}
                                            steps:
                                              - to: direct:in-when
                                        otherwise:
                                          steps:
                                            - to: direct:in-otherwise
                            doCatch:
                              - exception: java.io.IOException
                                steps:
                                  - to: direct:in-catch
                """;

        assertThat(faults(deep)).hasSize(3);
    }

    @Test
    void findsASendIntoTheVoidInEverySpelling() throws Exception {
        assertThat(faults(route("redeliver", "direct:nobody?block=false"))).hasSize(1);
        assertThat(faults(route("redeliver", "direct://nobody"))).hasSize(1);
        assertThat(faults(route("redeliver", "direct://other"), other())).isEmpty();
        assertThat(faults(route("redeliver", "direct:other?block=false"), other()))
                .isEmpty();
    }

    @Test
    void findsThatThereIsNoRoute() {
        assertThat(RouteCheck.faults(List.of(), CONFIGURATIONS)).hasSize(1);
    }

    private static String route(String configuration, String to) {
        return """
               - route:
                   id: first
                   %s
                   from:
                     uri: direct:first
                     steps:
                       - to: %s
               """
                .formatted(configuration == null ? "autoStartup: true" : "routeConfigurationId: " + configuration, to);
    }

    private static String other() {
        return """
               - route:
                   id: other
                   routeConfigurationId: redeliver
                   from:
                     uri: direct
                     parameters:
                       name: other
                     steps:
                       - to: log:x
               """;
    }

    private static List<String> faults(String... files) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader();
            loader.setCamelContext(camel);
            loader.start();
            for (String file : files) {
                camel.addRoutes(
                        loader.doLoadRouteBuilder(ResourceHelper.fromString("a" + files.length + ".yaml", file)));
            }
            return RouteCheck.faults(camel.getRouteDefinitions(), CONFIGURATIONS);
        }
    }
}
