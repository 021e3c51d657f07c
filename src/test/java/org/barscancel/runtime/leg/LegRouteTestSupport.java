package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.leg.AbortedList;
import org.barscancel.leg.Verdict;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.farside.FarSideCalls;
import org.barscancel.runtime.farside.FarSidePairs;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.steering.Hold;

/** The routes of one leg between its queue and its verdict; a test says what the far side answers to each call. */
public abstract class LegRouteTestSupport extends RouteTestSupport {
    public static final FarSides FAR_SIDES = FarSidePairs.of(SETTINGS);
    public static final FarSide PROVIDER = FAR_SIDES.usual().provider();
    public static final FarSide REGISTRY = FAR_SIDES.usual().registry();

    public MockEndpoint read;
    public MockEndpoint search;
    public MockEndpoint write;
    public MockEndpoint concluded;

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("listNote", (Processor) Lists::note);
        registry.bind("lists", new Lists(this::held, Clock.systemUTC()));
        registry.bind("abortedList", new AbortedList());
        registry.bind("farSideCalls", new FarSideCalls(FAR_SIDES, new BarsCalls()));
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to("mock:read");
                from("direct:search").to("mock:search");
                from("direct:write").to("mock:write");
                from("direct:conclude").to("mock:conclude");
                from("direct:set-aside").to("mock:set-aside");
            }
        };
    }

    /** How a person holds a list; nobody does unless a test says so. */
    public Hold held(String batchId) {
        return null;
    }

    /** Starts the leg's routes with {@code direct:start} in the place of its queue. */
    public void begin(String leg) throws Exception {
        start(leg);
        read = getMockEndpoint("mock:read");
        search = getMockEndpoint("mock:search");
        write = getMockEndpoint("mock:write");
        concluded = getMockEndpoint("mock:conclude");
    }

    /** Sends the cancellation through the leg. */
    public Verdict run(Cancellation cancellation) {
        Exchange exchange = send(json(cancellation));
        assertThat(exchange.getException()).isNull();
        return concluded.getExchanges().get(0).getMessage().getBody(Verdict.class);
    }

    /** What the far side answers, in this order. The mock keeps the call; the exchange goes on with the answer. */
    public static void answer(MockEndpoint far, Answer... answers) {
        for (int i = 0; i < answers.length; i++) {
            Answer answer = answers[i];
            far.whenExchangeReceived(i + 1, exchange -> exchange.getMessage().setBody(answer));
        }
    }

    public static List<Call> calls(MockEndpoint far) {
        return far.getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Call.class))
                .toList();
    }

    public static Answer.Success success(String body) {
        return new Answer.Success("HTTP 200", body.getBytes(StandardCharsets.UTF_8), "W/\"1\"");
    }

    public static Answer.Success bundle(String... resources) {
        List<String> entries = List.of(resources).stream()
                .map(resource -> "{\"resource\":" + resource + "}")
                .toList();
        return success(
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + String.join(",", entries) + "]}");
    }

    public static Answer.Success patient(String nhsNumber) {
        return success("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[" + identifier(nhsNumber) + "]}");
    }

    public static String identifier(String nhsNumber) {
        return "{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + nhsNumber + "\"}";
    }
}
