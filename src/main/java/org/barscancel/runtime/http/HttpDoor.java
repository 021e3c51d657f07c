package org.barscancel.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.barscancel.console.ProblemAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Camel's HTTP door on threads of its own. A call that fails before it reaches the route, or after it has left, is
 * answered with a problem: Camel would log the exception, whose text may quote the call (R23), and answer nothing.
 */
final class HttpDoor extends SpringBootPlatformHttpEngine {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

    private final Executor threads;
    private final ObjectMapper mapper;

    HttpDoor(int port, Executor threads, ObjectMapper mapper) {
        super(port, threads);
        this.threads = threads;
        this.mapper = mapper;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new Consumer(endpoint, processor);
    }

    private final class Consumer extends SpringBootPlatformHttpConsumer {
        Consumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, threads);
        }

        @Override
        protected void handleService(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                super.handleService(request, response);
            } catch (Exception failure) {
                LOG.error("A call failed: {}", failure.getClass().getName());
                if (!response.isCommitted()) {
                    ProblemAnswer problem = ProblemAnswer.of(HttpStatus.INTERNAL_SERVER_ERROR);
                    response.setStatus(problem.status());
                    response.setContentType(ProblemAnswer.MEDIA_TYPE);
                    response.getOutputStream().write(mapper.writeValueAsBytes(problem));
                }
            }
        }
    }
}
