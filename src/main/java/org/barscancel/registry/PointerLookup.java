package org.barscancel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.barscancel.cancellation.Candidates;
import org.barscancel.json.FhirJson;
import org.barscancel.request.NhsNumber;

/**
 * Which appointments of a patient start at a time, by the registry (R12). Counts what it cannot use as well, since one
 * of several must not be picked.
 *
 * @param policy whose pointers count; a custodian of none means anybody's
 */
public record PointerLookup(PointerPolicy policy) {
    /** Path and query of the search, encoded, without a leading slash. */
    public String searchPath(NhsNumber nhsNumber) {
        return new PointerRules(policy).searchPath(nhsNumber);
    }

    /**
     * The appointments that current pointers of the patient say start then, each once.
     *
     * @param documentReferences the resources of all pages of the search
     */
    public Candidates candidates(List<JsonNode> documentReferences, NhsNumber nhsNumber, Instant start) {
        List<Set<String>> named = documentReferences.stream()
                .filter(resource -> FhirJson.isResource(resource, Pointer.TYPE))
                .map(Pointer::new)
                .filter(pointer -> isOurs(pointer, nhsNumber) && pointer.startsAt(start))
                .map(Pointer::appointmentIds)
                .toList();
        return new Candidates(
                named.stream().flatMap(Set::stream).collect(Collectors.toSet()),
                Math.toIntExact(named.stream().filter(Set::isEmpty).count()),
                0);
    }

    private boolean isOurs(Pointer pointer, NhsNumber nhsNumber) {
        String custodian = policy.custodian();
        return pointer.isAbout(nhsNumber)
                && pointer.isOfAppointmentType()
                && pointer.isCurrent()
                && pointer.isOf(policy.service())
                && (custodian == null
                        || pointer.custodian()
                                .filter(custodian::equalsIgnoreCase)
                                .isPresent());
    }
}
