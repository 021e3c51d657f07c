package org.barscancel.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Resources in the shape of the published examples, as JSON. */
final class DemoResources {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final DateTimeFormatter FHIR_INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
    private static final String POINTER =
            """
            {
              "resourceType": "DocumentReference",
              "id": "%s",
              "meta": {"lastUpdated": "%s"},
              "identifier": [
                {"system": "https://fhir.nhs.uk/Id/BaRS-Identifier", "value": "%s"},
                {"system": "https://fhir.nhs.uk/Id/dos-service-id", "value": "2000072491"},
                {"system": "https://fhir.nhs.uk/id/product-id", "value": "P.DEMO-001"}
              ],
              "status": "current",
              "type": {
                "coding": [
                  {
                    "system": "http://snomed.info/sct",
                    "code": "749001000000101",
                    "display": "Appointment (record artifact)"
                  }
                ]
              },
              "category": [
                {
                  "coding": [
                    {
                      "system": "http://snomed.info/sct",
                      "code": "419891008",
                      "display": "Record artifact (record artifact)"
                    }
                  ]
                }
              ],
              "subject": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}},
              "date": "%s",
              "author": [
                {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "%s"}}
              ],
              "custodian": {
                "identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "%s"}
              },
              "content": [
                {
                  "extension": [
                    {
                      "valueCodeableConcept": {
                        "coding": [
                          {
                            "system": "https://fhir.nhs.uk/England/CodeSystem/England-NRLContentStability",
                            "code": "static",
                            "display": "Static"
                          }
                        ]
                      },
                      "url": "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-ContentStability"
                    }
                  ],
                  "attachment": {
                    "contentType": "application/fhir+json",
                    "url": "https://provider.example/fhir/Appointment/%s"
                  },
                  "format": {
                    "system": "https://fhir.nhs.uk/England/CodeSystem/England-NRLFormatCode",
                    "code": "urn:nhs-ic:structured",
                    "display": "Structured Document"
                  }
                }
              ],
              "context": {
                "period": {"start": "%s", "end": "%s"},
                "practiceSetting": {
                  "coding": [
                    {
                      "system": "http://snomed.info/sct",
                      "code": "394802001",
                      "display": "General medicine (qualifier value)"
                    }
                  ]
                }
              }
            }""";

    private DemoResources() {}

    static String patient(String id, String nhsNumber, int number) {
        return """
                {
                  "resourceType": "Patient",
                  "id": "%s",
                  "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}],
                  "name": [{"use": "official", "family": "SYNTHETIC-%04d", "given": ["Demo"]}],
                  "birthDate": "1950-01-01"
                }"""
                .formatted(id, nhsNumber, number);
    }

    /** The number under which the booking system knows an appointment. */
    static String bookingNumber(String appointmentId) {
        return appointmentId.toUpperCase(Locale.ROOT).replace("DEMO-", "BOOKING-");
    }

    /** @param actor who takes part: a FHIR Reference */
    static String appointment(String id, String status, Instant start, Instant created, String actor) {
        return """
                {
                  "resourceType": "Appointment",
                  "id": "%s",
                  "meta": {
                    "lastUpdated": "%s",
                    "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment"]
                  },
                  "identifier": [{"system": "https://example.org/Id/booking-number", "value": "%s"}],
                  "status": "%s",
                  "serviceCategory": [
                    {
                      "coding": [
                        {
                          "system": "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars",
                          "code": "a1t1",
                          "display": "111 to ED"
                        }
                      ]
                    }
                  ],
                  "description": "Reason for calling",
                  "start": "%s",
                  "end": "%s",
                  "slot": [{"reference": "urn:uuid:deb4c4b3-870b-4599-84df-5e54cef7afda"}],
                  "created": "%s",
                  "participant": [
                    {
                      "actor": %s,
                      "status": "accepted"
                    }
                  ]
                }"""
                .formatted(
                        id,
                        FHIR_INSTANT.format(created),
                        bookingNumber(id),
                        status,
                        FHIR_INSTANT.format(start),
                        FHIR_INSTANT.format(start.plus(LENGTH)),
                        FHIR_INSTANT.format(created),
                        actor);
    }

    static String pointer(
            String id, String appointmentId, String nhsNumber, String custodian, Instant start, Instant written) {
        return POINTER.formatted(
                id,
                FHIR_INSTANT.format(written),
                appointmentId,
                nhsNumber,
                FHIR_INSTANT.format(written),
                custodian,
                custodian,
                appointmentId,
                FHIR_INSTANT.format(start),
                FHIR_INSTANT.format(start.plus(LENGTH)));
    }
}
