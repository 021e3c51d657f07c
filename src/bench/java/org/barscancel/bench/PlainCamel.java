package org.barscancel.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.fhir.FhirComponent;
import org.apache.camel.component.fhir.FhirConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;

/** The same five calls by camel-fhir as it comes, typed, with its pools made large enough. */
final class PlainCamel {
    private final ProducerTemplate producer;

    private PlainCamel(ProducerTemplate producer) {
        this.producer = producer;
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        CamelContext camel = new DefaultCamelContext();
        ThreadPoolProfile threads = new ThreadPoolProfile("CamelFhir");
        threads.setPoolSize(arguments.inFlight());
        threads.setMaxPoolSize(arguments.inFlight());
        camel.getExecutorServiceManager().registerThreadPoolProfile(threads);
        FhirContext fhir = FhirContext.forR4Cached();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        fhir.getRestfulClientFactory().setPoolMaxTotal(2 * arguments.inFlight());
        fhir.getRestfulClientFactory().setPoolMaxPerRoute(2 * arguments.inFlight());
        FhirConfiguration configuration = new FhirConfiguration();
        configuration.setServerUrl(arguments.base());
        configuration.setFhirContext(fhir);
        FhirComponent component = new FhirComponent(camel);
        component.setConfiguration(configuration);
        camel.addComponent("fhir", component);
        camel.start();
        Load.run("camel-fhir", arguments, new PlainCamel(camel.createProducerTemplate())::cancel);
        System.exit(0);
    }

    private void cancel(Booking booking) {
        Appointment appointment =
                read("fhir:read/resourceById?resourceClass=Appointment&inBody=stringId", booking.appointmentId());
        appointment.setStatus(Appointment.AppointmentStatus.CANCELLED);
        call("fhir:update/resource?inBody=resource", appointment);
        Bundle found = read(
                "fhir:search/searchByUrl?inBody=url",
                "DocumentReference?subject:identifier="
                        + encoded("https://fhir.nhs.uk/Id/nhs-number|" + booking.nhsNumber()) + "&type="
                        + encoded("http://snomed.info/sct|749001000000101"));
        String pointer = found.getEntryFirstRep().getResource().getIdElement().getIdPart();
        IBaseResource read =
                read("fhir:read/resourceById?resourceClass=DocumentReference&inBody=stringId", pointer);
        call("fhir:delete/resource?inBody=resource", read);
    }

    @SuppressWarnings("unchecked")
    private <T extends IBaseResource> T read(String call, String about) {
        return (T) call(call, about);
    }

    private Object call(String call, Object body) {
        return producer.sendBody(call, ExchangePattern.InOut, body);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
