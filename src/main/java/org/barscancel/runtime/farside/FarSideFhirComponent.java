package org.barscancel.runtime.farside;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestFormatParamStyleEnum;
import ca.uhn.fhir.rest.client.apache.ApacheHttp5RestfulClientFactory;
import ca.uhn.fhir.rest.client.api.ClientResponseContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.component.fhir.FhirComponent;
import org.apache.camel.component.fhir.FhirConfiguration;
import org.apache.camel.component.fhir.internal.FhirApiName;
import org.apache.hc.client5.http.classic.HttpClient;
import org.barscancel.bars.Call;

/**
 * camel-fhir with the headers of each call, the bytes as received, and no thread pool of its own: its endpoints take
 * the far side from the {@link FhirExchange} in the header {@link #EXCHANGE} and call on the caller's thread, so that
 * the call stays within the consumer's JMS transaction.
 */
final class FarSideFhirComponent extends FhirComponent {
    /** The message header that holds the {@link FhirExchange}; camel-fhir hands it on as the argument {@code wire}. */
    static final String EXCHANGE = "CamelFhir.wire";

    private final Map<String, FhirContext> contexts;

    /**
     * Sets up the component.
     *
     * @param clients the HTTP client of each far side, by its name
     */
    FarSideFhirComponent(Map<String, ? extends HttpClient> clients) {
        contexts = clients.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, client -> context(client.getValue())));
    }

    @Override
    protected Endpoint createEndpoint(
            String uri, String methodName, FhirApiName apiName, FhirConfiguration endpointConfiguration) {
        endpointConfiguration.setApiName(apiName);
        endpointConfiguration.setMethodName(methodName);
        return new FarSideFhirEndpoint(uri, this, apiName, methodName, endpointConfiguration);
    }

    /** The endpoints have no client of their own: each call makes its own, which is cheap. */
    @Override
    protected void afterPropertiesSet(FhirConfiguration endpointConfiguration) {
        endpointConfiguration.setFhirContext(contexts.values().iterator().next());
    }

    IGenericClient clientFor(FhirExchange exchange) {
        Call call = exchange.call();
        FhirContext context = contexts.get(call.farSide().name());
        if (context == null) {
            throw new IllegalStateException(
                    "No HTTP client for far side " + call.farSide().name());
        }
        IGenericClient client = context.newRestfulGenericClient(call.farSide().baseUrl());
        client.setFormatParamStyle(RequestFormatParamStyleEnum.NONE);
        // Each is told what to do: HAPI would look through an interceptor's methods for its hooks at every call.
        IInterceptorService hooks = client.getInterceptorService();
        hooks.registerAnonymousInterceptor(
                Pointcut.CLIENT_REQUEST, (point, of) -> exchange.send(of.get(IHttpRequest.class)));
        hooks.registerAnonymousInterceptor(
                Pointcut.CLIENT_RESPONSE, (point, of) -> exchange.keep(of.get(ClientResponseContext.class)));
        return client;
    }

    /**
     * HAPI takes the HTTP client of each call from the context, whatever factory made the generic client: a context
     * that all share would call with HAPI's own HTTP client, which follows redirects, repeats, and bounds nothing.
     */
    private static FhirContext context(HttpClient client) {
        FhirContext context = FhirContext.forR4();
        ApacheHttp5RestfulClientFactory factory = new ApacheHttp5RestfulClientFactory(context);
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        factory.setHttpClient(client);
        context.setRestfulClientFactory(factory);
        return context;
    }
}
