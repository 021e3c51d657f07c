package org.barscancel.request;

/**
 * The service a message is meant for (R19).
 *
 * @param system the identifier's system, for example {@code https://fhir.nhs.uk/Id/dos-service-id}
 * @param value the identifier
 */
public record TargetService(String system, String value) {}
