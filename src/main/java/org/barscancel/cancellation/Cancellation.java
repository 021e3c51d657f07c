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
        RegistryProgress registry) {

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

    private Cancellation with(int newGeneration, ProviderProgress newProvider, RegistryProgress newRegistry) {
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
                newRegistry);
    }
}
