package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.Test;

class LegRoutesTest {
    private static final List<FarSideSetUp> FAR_SIDES = FarSideSetUp.of(RouteTestSupport.SETTINGS);

    @Test
    void eachFarSideGetsARouteOfItsLegThatConsumesFromItsOwnQueue() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("jms", new MockComponent());
            for (String file : List.of("30-cancel", "40-registry", "90-errors")) {
                Path path = Path.of("routes", file + ".camel.yaml");
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromBytes(path.toString(), Files.readAllBytes(path)));
            }

            FAR_SIDES.forEach(farSide -> LegRoutes.add(model(camel), farSide));

            assertThat(camel.getRouteDefinitions())
                    .extracting(RouteDefinition::getRouteId, route -> route.getTemplateParameters()
                            .get("queue"))
                    .containsExactlyInAnyOrder(
                            tuple("cancel", "bars.requests"),
                            tuple("registry", "bars.pointers"),
                            tuple("cancel-north", "bars.requests.north"),
                            tuple("registry-pointers-north", "bars.pointers.pointers-north"));
        }
    }

    /** As where another instance works on the legs. */
    @Test
    void replacedRoutesMayDoWithoutALegOfTheDefaultFarSides() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            FAR_SIDES.subList(0, 2).forEach(farSide -> LegRoutes.add(model(camel), farSide));

            assertThat(camel.getRouteDefinitions()).isEmpty();
        }
    }

    @Test
    void replacedRoutesWithoutATemplateAreRefusedWhereAFarSideHasAName() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThatThrownBy(() -> LegRoutes.add(model(camel), FAR_SIDES.get(2)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContainingAll("route template cancel", "provider-north", "bars.requests.north");
        }
    }

    private static Model model(DefaultCamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
