package org.barscancel.registry;

/**
 * The identifier of the service that a pointer must carry (R13, {@code bars.registry.service}).
 *
 * @param system for example {@code https://fhir.nhs.uk/Id/dos-service-id}
 * @param value the identifier
 */
public record ServiceIdentifier(String system, String value) {
    /**
     * @param text {@code system|value}
     * @throws IllegalArgumentException when it is not of that form
     */
    public static ServiceIdentifier parse(String text) {
        int bar = text.indexOf('|');
        String system = bar < 0 ? "" : text.substring(0, bar).strip();
        String value = text.substring(bar + 1).strip();
        if (system.isEmpty() || value.isEmpty() || value.indexOf('|') >= 0) {
            throw new IllegalArgumentException("Not a service identifier of the form system|value");
        }
        return new ServiceIdentifier(system, value);
    }
}
