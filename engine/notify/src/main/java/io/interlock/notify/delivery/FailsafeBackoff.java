package io.interlock.notify.delivery;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import io.interlock.notify.DeliveryException;
import java.time.Duration;

/**
 * Failsafe's policy for failures that pass by themselves: 1 s, then twice as long each time up to 60 s, each of them give or take a fifth
 * (so the longest are 48 to 72 s), so that channels that failed together do not come again together. It never ends by itself: a message's
 * deadline is kept by {@link ChannelState}, which also waits for a receiver's own time and for the channel's breaker where those are
 * longer. What a receiver refuses is not asked of it at all: {@link ChannelState} gives that up, or keeps it and tries it again at times of
 * its own.
 *
 * <p>Threading: one thread at a time.
 */
final class FailsafeBackoff implements Backoff
{
    private static final RetryPolicy<Object> POLICY = RetryPolicy.builder()
        .handle(DeliveryException.class)
        .abortIf((answer, failure) -> failure instanceof DeliveryException delivery && delivery.isPermanent())
        .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(60))
        .withJitter(0.2)
        .withMaxRetries(-1)
        .build();

    private final Execution<Object> execution = Execution.of(POLICY);

    @Override
    public long afterFailure(final DeliveryException failure)
    {
        execution.recordException(failure);
        return execution.isComplete() ? -1 : execution.getDelay().toNanos();
    }
}
