package org.barscancel.runtime.farside;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.fhir.FhirProducer;
import org.apache.camel.support.component.ApiMethod;

/**
 * Calls on the caller's thread and answers with what was received. A failed call is an answer too: camel-fhir's own
 * exceptions hold all their arguments and must not reach a log (R23).
 */
final class FarSideFhirProducer extends FhirProducer {
    FarSideFhirProducer(FarSideFhirEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        FhirExchange call = exchange.getMessage().getHeader(FarSideFhirComponent.EXCHANGE, FhirExchange.class);
        Map<String, Object> properties = new HashMap<>(endpoint.getConfigurationProperties());
        properties.putAll(endpoint.getEndpointProperties());
        propertiesHelper.getExchangeProperties(exchange, properties);
        endpoint.interceptProperties(properties);
        ApiMethod method = findMethod(exchange, properties);
        if (method != null) {
            try {
                doInvokeMethod(method, properties);
            } catch (RuntimeException failure) {
                call.failed(failure);
            }
            exchange.getMessage().removeHeaders("CamelFhir.*");
            exchange.getMessage().setBody(call.received());
        }
        callback.done(true);
        return true;
    }
}
