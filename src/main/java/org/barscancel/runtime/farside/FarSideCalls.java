package org.barscancel.runtime.farside;

import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.leg.PointerStep;
import org.barscancel.leg.ProviderStep;
import org.barscancel.leg.RegistryStep;
import org.barscancel.leg.Search;

/** The calls of both legs, each addressed to its far side. */
public final class FarSideCalls {
    private final FarSides farSides;
    private final BarsCalls calls;

    /** @param calls writes them as the standard has it */
    public FarSideCalls(FarSides farSides, BarsCalls calls) {
        this.farSides = farSides;
        this.calls = calls;
    }

    /** R1. */
    public Call readAppointment(Cancellation cancellation) {
        return calls.readAppointment(farSides.provider(cancellation), cancellation);
    }

    /** R8. */
    public Call readPatient(ProviderStep.AskPatient ask) {
        return calls.readPatient(
                farSides.provider(ask.cancellation()),
                ask.cancellation(),
                ask.question().patientId());
    }

    /** R16. */
    public Call identifyPatient(RegistryStep.AskPatient ask) {
        return calls.readPatient(farSides.provider(ask.cancellation()), ask.cancellation(), ask.patientId());
    }

    /** R8. */
    public Search appointmentSearch(ProviderStep.AskAppointments ask) {
        Call first = calls.searchAppointments(
                farSides.provider(ask.cancellation()),
                ask.cancellation(),
                ask.question().nhsNumber());
        return Search.of(first.resourceType(), first.path());
    }

    /** The next page of a search; the first one when none was read. */
    public Call page(Cancellation cancellation, Search search) {
        String path = search.nextPath();
        if (path == null) {
            throw new IllegalStateException("The search has no further page");
        }
        FarSide farSide = "DocumentReference".equals(search.resourceType())
                ? farSides.registry(cancellation)
                : farSides.provider(cancellation);
        return calls.nextPage(farSide, cancellation, search.resourceType(), path);
    }

    /** A search with one more page read. */
    public Search add(Search search, Call call, Answer answer) {
        return search.with(call, answer);
    }

    /** R6. */
    public Call putAppointment(ProviderStep.Put put) {
        requireMeant(put.cancellation());
        return calls.putAppointment(
                farSides.provider(put.cancellation()),
                put.cancellation(),
                put.decision().body(),
                put.decision().ifMatch());
    }

    /** No call that writes is ever made of a dry run. */
    private static void requireMeant(Cancellation cancellation) {
        if (cancellation.isDryRun()) {
            throw new IllegalStateException("A write of a dry run was asked for");
        }
    }

    /** R14. */
    public Call readPointer(PointerStep.Read read) {
        return calls.readPointer(farSides.registry(read.cancellation()), read.cancellation(), read.pointerId());
    }

    /** R11. */
    public Call removePointer(PointerStep.Write write) {
        if (write instanceof PointerStep.Update update) {
            requireMeant(update.cancellation());
            return calls.updatePointer(
                    farSides.registry(update.cancellation()),
                    update.cancellation(),
                    update.pointerId(),
                    update.body(),
                    update.ifMatch());
        }
        PointerStep.Delete delete = (PointerStep.Delete) write;
        requireMeant(delete.cancellation());
        return calls.deletePointer(farSides.registry(delete.cancellation()), delete.cancellation(), delete.pointerId());
    }
}
