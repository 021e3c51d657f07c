package org.barscancel.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.bars.Answer;
import org.barscancel.bars.Authentication;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.leg.PointerStep;
import org.barscancel.leg.ProviderStep;
import org.barscancel.leg.RegistryStep;
import org.barscancel.leg.Search;

/** The calls of both legs, each addressed to its far side and authenticated. */
public final class FarSideCalls {
    private final FarSide provider;
    private final FarSide registry;
    private final BarsCalls calls;
    private final Authentication authentication;

    FarSideCalls(FarSide provider, FarSide registry, BarsCalls calls, Authentication authentication) {
        this.provider = provider;
        this.registry = registry;
        this.calls = calls;
        this.authentication = authentication;
    }

    /** R1. */
    public Call readAppointment(Cancellation cancellation) {
        return authenticated(calls.readAppointment(provider, cancellation));
    }

    /** R8. */
    public Call readPatient(ProviderStep.AskPatient ask) {
        return authenticated(
                calls.readPatient(provider, ask.cancellation(), ask.question().patientId()));
    }

    /** R16. */
    public Call identifyPatient(RegistryStep.AskPatient ask) {
        return authenticated(calls.readPatient(provider, ask.cancellation(), ask.patientId()));
    }

    /** R8. */
    public Search appointmentSearch(ProviderStep.AskAppointments ask) {
        Call first = calls.searchAppointments(
                provider, ask.cancellation(), ask.question().nhsNumber());
        return Search.of(first.resourceType(), first.path());
    }

    /** The next page of a search; the first one when none was read. */
    public Call page(Cancellation cancellation, Search search) {
        String path = search.nextPath();
        if (path == null) {
            throw new IllegalStateException("The search has no further page");
        }
        FarSide farSide = "DocumentReference".equals(search.resourceType()) ? registry : provider;
        return authenticated(calls.nextPage(farSide, cancellation, search.resourceType(), path));
    }

    /** A search with one more page read. */
    public Search add(Search search, Call call, Answer answer) {
        return search.with(call, answer);
    }

    /** R6. */
    public Call putAppointment(ProviderStep.Put put) {
        return authenticated(calls.putAppointment(
                provider,
                put.cancellation(),
                put.decision().body(),
                put.decision().ifMatch()));
    }

    /** R14. */
    public Call readPointer(PointerStep.Read read) {
        return authenticated(calls.readPointer(registry, read.cancellation(), read.pointerId()));
    }

    /** R11. */
    public Call removePointer(PointerStep.Write write) {
        if (write instanceof PointerStep.Update update) {
            return authenticated(calls.updatePointer(
                    registry, update.cancellation(), update.pointerId(), update.body(), update.ifMatch()));
        }
        PointerStep.Delete delete = (PointerStep.Delete) write;
        return authenticated(calls.deletePointer(registry, delete.cancellation(), delete.pointerId()));
    }

    private Call authenticated(Call call) {
        Map<String, String> credentials = authentication.headers(call.farSide());
        if (credentials.isEmpty()) {
            return call;
        }
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.putAll(credentials);
        return new Call(
                call.farSide(),
                call.method(),
                call.path(),
                call.resourceType(),
                call.resourceId(),
                headers,
                call.body());
    }
}
