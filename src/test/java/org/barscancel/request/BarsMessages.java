package org.barscancel.request;

/** A message that cancels a booking, of the shape that is published for BaRS; the patient is synthetic. */
final class BarsMessages {
    static final String JSON =
            """
            { "resourceType": "Bundle", "id": "446053f9-047a-4c67-b021-58871edb4414", "type": "message",
              "timestamp": "2026-11-22T12:15:10+00:00",
              "entry": [
                { "fullUrl": "urn:uuid:c5957fdd-097b-409d-a406-49c52ceef2cd",
                  "resource": { "resourceType": "MessageHeader",
                    "eventCoding": { "system": "https://fhir.nhs.uk/CodeSystem/message-events-bars",
                                     "code": "booking-request" },
                    "destination": [ { "endpoint": "https://fhir.nhs.uk/Id/dos-service-id|111111111" } ],
                    "source": { "endpoint": "https://fhir.nhs.uk/Id/dos-service-id|222222222" },
                    "reason": { "coding": [ { "system": "https://fhir.nhs.uk/CodeSystem/message-reason-bars",
                                              "code": "new" } ] },
                    "focus": [ { "reference": "urn:uuid:aca94bdb-2e38-4399-9ece-2ba083ce65b5" } ],
                    "definition": "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled" } },
                { "fullUrl": "urn:uuid:aca94bdb-2e38-4399-9ece-2ba083ce65b5",
                  "resource": { "resourceType": "Appointment",
                    "status": "cancelled",
                    "cancelationReason": { "coding": [ { "system": "urn:reasons", "code": "7", "display": "Illness" } ],
                                           "text": "Cannot come" },
                    "reasonCode": [ { "text": "why it was made, which nobody else need know" } ],
                    "start": "2026-12-01T09:30:00+00:00",
                    "participant": [ { "actor": { "reference": "urn:uuid:788660eb-d2c9-4773-abd4-318484673fb2" },
                                       "status": "accepted" } ] } },
                { "fullUrl": "urn:uuid:788660eb-d2c9-4773-abd4-318484673fb2",
                  "resource": { "resourceType": "Patient",
                    "identifier": [ { "system": "urn:local", "value": "MRN1" },
                                    { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9693893123" } ] } }
              ] }""";

    private BarsMessages() {}
}
