package io.interlock.bench.harness;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/**
 * General breakers as they are used: 300 s of results, slow calls judged where the library can, and clocks of their own. The suites of JMH
 * give resilience4j a clock that stands; a harness that reads clocks anyway leaves it the one it has.
 *
 * <p>Threading: stateless.
 */
final class Peers
{
    private static final int WINDOW_SECONDS = 300;
    private static final int MIN_CALLS = 10;
    private static final int HALF = 50;

    private Peers()
    {
    }

    static io.github.resilience4j.circuitbreaker.CircuitBreaker resilience4j(final SlidingWindowSynchronizationStrategy strategy)
    {
        return io.github.resilience4j.circuitbreaker.CircuitBreaker.of("peer", CircuitBreakerConfig.custom()
            .slidingWindow(WINDOW_SECONDS, MIN_CALLS, SlidingWindowType.TIME_BASED, strategy)
            .slowCallDurationThreshold(Duration.ofMillis(500))
            .slowCallRateThreshold(HALF)
            .build());
    }

    static CircuitBreaker<Object> failsafe()
    {
        return CircuitBreaker.builder().withFailureRateThreshold(HALF, MIN_CALLS, Duration.ofSeconds(WINDOW_SECONDS)).build();
    }
}
