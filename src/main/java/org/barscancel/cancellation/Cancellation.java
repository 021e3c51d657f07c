package org.barscancel.cancellation;

import java.time.Instant;
import java.util.UUID;
import org.barscancel.request.CancellationRequest;
import org.jspecify.annotations.Nullable;

/**
 * One cancellation on its way: the message on the queues between the stages. Two runs of the same message do no harm,
 * since every run reads the provider's state first (R1, R9).
 *
 * @param cancellationId derived from requester, message id and content, so that a repeat has the same one
 * @param correlationId kept through the whole conversation (R18)
 * @param generation rises with each replay, and when a receiver's {@code duplicate} is contradicted (R18); from 0
 * @param receivedAt when the request first arrived
 * @param acceptedAt when this series of attempts was accepted; fixes {@code meta.lastUpdated} of the body (R5)
 * @param request what is asked
 * @param source where it came from
 * @param replyTo who waits for the answer on a queue
 * @param provider progress of the first leg
 * @param registry progress of the second leg
 * @param providerName which provider it is for, by its name in the settings; null = the default one
 * @param foundAppointmentId the id of the appointment that was looked up, when the request names none
 */
public record Cancellation(
        UUID cancellationId,
        UUID correlationId,
        int generation,
        Instant receivedAt,
        Instant acceptedAt,
        CancellationRequest request,
        Source source,
        @Nullable ReplyTo replyTo,
        ProviderProgress provider,
        RegistryProgress registry,
        @Nullable String providerName,
        @Nullable String foundAppointmentId) {

    /** A cancellation for the default provider, whose appointment has not been looked up. */
    public Cancellation(
            UUID cancellationId,
            UUID correlationId,
            int generation,
            Instant receivedAt,
            Instant acceptedAt,
            CancellationRequest request,
            Source source,
            @Nullable ReplyTo replyTo,
            ProviderProgress provider,
            RegistryProgress registry) {
        this(
                cancellationId,
                correlationId,
                generation,
                receivedAt,
                acceptedAt,
                request,
                source,
                replyTo,
                provider,
                registry,
                null,
                null);
    }

    /** The same cancellation, for a provider. */
    public Cancellation to(@Nullable String newProviderName) {
        return with(generation, provider, registry, newProviderName, foundAppointmentId);
    }

    /**
     * The id of the appointment to be cancelled.
     *
     * @throws IllegalStateException when it has yet to be looked up
     */
    public String appointmentId() {
        String id = knownAppointmentId();
        if (id == null) {
            throw new IllegalStateException("The appointment has not been looked up");
        }
        return id;
    }

    /** Whether the appointment must be looked up before anything else is done. */
    public boolean lacksAppointment() {
        return knownAppointmentId() == null;
    }

    /** The same cancellation, its appointment now found: for good, since another look may find another one. */
    public Cancellation found(String appointmentId) {
        return with(generation, provider.lookedUp(), registry, providerName, appointmentId);
    }

    /** Whether nothing of it is ever written to a far side. */
    public boolean isDryRun() {
        return request.dryRun();
    }

    private @Nullable String knownAppointmentId() {
        return request.appointmentId() != null ? request.appointmentId() : foundAppointmentId;
    }

    /** The same cancellation, further on in the provider leg. */
    public Cancellation with(ProviderProgress progress) {
        return with(generation, progress, registry);
    }

    /** The same cancellation, further on in the registry leg. */
    public Cancellation with(RegistryProgress progress) {
        return with(generation, provider, progress);
    }

    /** The same cancellation with a new generation, and so with new request ids on its writes (R18). */
    public Cancellation nextGeneration() {
        return with(generation + 1, provider, registry);
    }

    /** Whether no run of this series has asked the provider for anything that it told, nor may have written. */
    public boolean notBegun() {
        return leg() == Leg.PROVIDER
                && provider.attempts() == 0
                && provider.firstAttemptAt() == null
                && !provider.putSent()
                && !provider.claimed()
                && provider.conflicts() == 0;
    }

    /** The leg that is to run, or to run again: the registry's once the appointment is cancelled (R17). */
    public Leg leg() {
        ProviderOutcome outcome = provider.outcome();
        return outcome != null && outcome.succeeded() ? Leg.REGISTRY : Leg.PROVIDER;
    }

    /**
     * The same cancellation with a new series of attempts in the leg that stopped. When it was accepted stays as it was:
     * a PUT of the earlier series may still be on its way, and this one must not have another body (R5, R18).
     *
     * @param newGeneration higher than any before (R18)
     */
    public Cancellation replayed(int newGeneration) {
        return leg() == Leg.REGISTRY
                ? with(newGeneration, provider, registry.replayed())
                : with(newGeneration, provider.replayed(), registry);
    }

    private Cancellation with(int newGeneration, ProviderProgress newProvider, RegistryProgress newRegistry) {
        return with(newGeneration, newProvider, newRegistry, providerName, foundAppointmentId);
    }

    private Cancellation with(
            int newGeneration,
            ProviderProgress newProvider,
            RegistryProgress newRegistry,
            @Nullable String newProviderName,
            @Nullable String newFoundAppointmentId) {
        return new Cancellation(
                cancellationId,
                correlationId,
                newGeneration,
                receivedAt,
                acceptedAt,
                request,
                source,
                replyTo,
                newProvider,
                newRegistry,
                newProviderName,
                newFoundAppointmentId);
    }
}
