package org.barscancel.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault strikes; what is absent fits every call. Of the calls that fit, {@code first}, {@code nth} and
 * {@code share} choose.
 *
 * @param method the HTTP method
 * @param resource the FHIR type
 * @param farSide whose call it is
 * @param id the resource id; {@code ""} for a search
 * @param idPrefix what the resource id begins with
 * @param idPattern a regular expression for the whole resource id
 * @param nhsNumber a search for that NHS number, of either leg
 * @param first only the first so many, counted from when the fault was added; at least 1
 * @param nth only the one of that number, from 1
 * @param each whether {@code first} and {@code nth} count each id's calls (each search's) by themselves
 * @param share a random share from 0 to 1, drawn for each call from the seed, the fault's name, the call's method, id
 *     (or search) and how manieth of its kind it is; never from the order in which threads come
 * @param seed of the draws; 0 when absent
 */
record FaultMatch(
        @Nullable String method,
        @Nullable String resource,
        @Nullable FarSide farSide,
        @Nullable String id,
        @Nullable String idPrefix,
        @Nullable Pattern idPattern,
        @Nullable String nhsNumber,
        @Nullable Integer first,
        @Nullable Integer nth,
        boolean each,
        @Nullable Double share,
        long seed) {
    private static final String REGISTRY_TYPE = "DocumentReference";

    /** Matches every call. */
    static final FaultMatch ALWAYS =
            new FaultMatch(null, null, null, null, null, null, null, null, null, false, null, 0);

    /** Whom a call is meant for. */
    enum FarSide {
        /** Appointments and patients. */
        @JsonProperty("provider")
        PROVIDER,
        /** Pointers. */
        @JsonProperty("registry")
        REGISTRY
    }

    FaultMatch {
        if ((first != null && first < 1) || (nth != null && nth < 1)) {
            throw new IllegalArgumentException("first and nth count from 1");
        }
        if (share != null && !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1");
        }
    }

    boolean fits(RecordedCall call) {
        String called = call.resourceId();
        return (method == null || method.equals(call.method()))
                && (resource == null || resource.equals(call.resourceType()))
                && (farSide == null || farSide == farSide(call))
                && (id == null || id.equals(called))
                && (idPrefix == null || called.startsWith(idPrefix))
                && (idPattern == null || idPattern.matcher(called).matches())
                && (nhsNumber == null || search(call).contains("|" + nhsNumber));
    }

    /** Whether the fault is due for a call that fits. */
    boolean isDue(String fault, RecordedCall call, int number, int numberOfItsKind) {
        int counted = each ? numberOfItsKind : number;
        return (first == null || counted <= first)
                && (nth == null || counted == nth)
                && (share == null || Lottery.draw(seed, fault, kind(call), numberOfItsKind) < share);
    }

    /** Whether calls must be counted by their kind. */
    boolean countsKinds() {
        return each || share != null;
    }

    /** What makes two calls the same for {@code each} and {@code share}. */
    static String kind(RecordedCall call) {
        return call.method() + " " + call.path() + "?" + search(call);
    }

    private static FarSide farSide(RecordedCall call) {
        return REGISTRY_TYPE.equals(call.resourceType()) ? FarSide.REGISTRY : FarSide.PROVIDER;
    }

    private static String search(RecordedCall call) {
        String query = call.query();
        if (query == null) {
            return "";
        }
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badlyEncoded) {
            return query;
        }
    }

    /** Without the NHS number (R23). */
    @Override
    public String toString() {
        return "FaultMatch[" + method + " " + resource + "]";
    }
}
