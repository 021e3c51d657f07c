package org.barscancel.runtime.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Lets the reads share a path with the route that takes requests. Camel's own mapping comes first otherwise, and refuses
 * every method but its own.
 */
final class ReadsBeforeDoor extends RequestMappingHandlerMapping {
    private static final int BEFORE_CAMEL = -2;
    private static final String DOOR = "/cancellations";
    private static final String METHOD = "POST";

    @Override
    public int getOrder() {
        return BEFORE_CAMEL;
    }

    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> mappings, String path, HttpServletRequest request)
            throws jakarta.servlet.ServletException {
        boolean door = DOOR.equals(path);
        if (door && METHOD.equals(request.getMethod())) {
            return null;
        }
        try {
            return super.handleNoMatch(mappings, path, request);
        } catch (HttpRequestMethodNotSupportedException refused) {
            Stream<String> methods =
                    refused.getSupportedMethods() == null ? Stream.empty() : Stream.of(refused.getSupportedMethods());
            throw new HttpRequestMethodNotSupportedException(
                    refused.getMethod(),
                    Stream.concat(methods, door ? Stream.of(METHOD) : Stream.empty())
                            .collect(Collectors.toSet()));
        }
    }
}
