package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.barscancel.runtime.RouteTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HttpDoorTest {
    private final HttpDoor door = new HttpDoor(0, Runnable::run, RouteTestSupport.MAPPER);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private SpringBootPlatformHttpConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        PlatformHttpComponent component = new PlatformHttpComponent();
        component.setEngine(door);
        camel.addComponent("platform-http", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/cancellations?useStreaming=true").setBody(constant("taken"));
            }
        });
        camel.start();
        consumer = (SpringBootPlatformHttpConsumer)
                component.getHttpEndpoints().iterator().next().getConsumer();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        camel.stop();
    }

    @Test
    void aCallThatFailsBeforeTheRouteIsAnsweredWithAProblemAndNothingOfItIsLogged() throws Exception {
        consumer.service(
                        new MockHttpServletRequest("POST", "/cancellations") {
                            @Override
                            public ServletInputStream getInputStream() {
                                throw new IllegalArgumentException("9990000018");
                            }
                        },
                        response)
                .join();

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":500").doesNotContain("9990000018");
        assertThat(log.list).isNotEmpty().allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).doesNotContain("9990000018");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void anOrdinaryCallReachesTheRoute() throws IOException {
        consumer.service(new MockHttpServletRequest("POST", "/cancellations"), response)
                .join();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEqualTo("taken");
    }
}
