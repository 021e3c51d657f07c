package org.barscancel.runtime.farside;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.Map;
import org.apache.camel.Producer;
import org.apache.camel.component.fhir.FhirConfiguration;
import org.apache.camel.component.fhir.FhirEndpoint;
import org.apache.camel.component.fhir.api.FhirRead;
import org.apache.camel.component.fhir.api.FhirSearch;
import org.apache.camel.component.fhir.internal.FhirApiName;
import org.apache.camel.support.component.ApiMethod;

/** An endpoint that reads or searches at the far side its message names. */
final class FarSideFhirEndpoint extends FhirEndpoint {
    private final FarSideFhirComponent component;

    FarSideFhirEndpoint(
            String uri,
            FarSideFhirComponent component,
            FhirApiName apiName,
            String methodName,
            FhirConfiguration configuration) {
        super(uri, component, apiName, methodName, configuration);
        this.component = component;
    }

    @Override
    public Producer createProducer() {
        return new FarSideFhirProducer(this);
    }

    /** There is no proxy before there is a call. */
    @Override
    protected void afterConfigureProperties() {
        if (apiName != FhirApiName.READ && apiName != FhirApiName.SEARCH) {
            throw new IllegalArgumentException("Only fhir:read and fhir:search can be used in these routes");
        }
    }

    @Override
    public Object getApiProxy(ApiMethod method, Map<String, Object> args) {
        if (!(args.get("wire") instanceof FhirExchange exchange)) {
            throw new IllegalStateException("No call was prepared for camel-fhir");
        }
        IGenericClient client = component.clientFor(exchange);
        return apiName == FhirApiName.READ ? new FhirRead(client) : new FhirSearch(client);
    }
}
