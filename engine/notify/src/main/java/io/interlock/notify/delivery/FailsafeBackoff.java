package io.interlock.notify.delivery;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import io.interlock.notify.DeliveryException;
import java.time.Duration;

/**
 * Failsafe's policy: 1 s, then twice as long each time up to 60 s, give or take a fifth so that channels that failed together do not come
 * again together; none after a failure that a person must mend. The deadline is not here: it is kept by the clock of the one who waits.
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
