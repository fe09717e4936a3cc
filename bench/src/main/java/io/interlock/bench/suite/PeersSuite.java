package io.interlock.bench.suite;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * The same guarded trade with general breakers: permission before, a success with its duration after. resilience4j is given a clock that
 * stands, so that it pays no clock read; Failsafe reads its own in a window of time and cannot be kept from it.
 */
public class PeersSuite extends SingleCore
{
    private static final int WINDOW_SECONDS = 300;
    private static final int WINDOW_CALLS = 100;
    private static final int MINIMUM_CALLS = 10;
    private static final Throwable FAILURE = new java.io.IOException("refused by the venue");

    /** A resilience4j breaker. */
    @State(Scope.Benchmark)
    public static class Resilience4j
    {
        /** How its window is kept consistent. */
        @Param({"SYNCHRONIZED", "LOCK_FREE"})
        public SlidingWindowSynchronizationStrategy strategy;

        /** Over which results it looks. */
        @Param({"300s", "100calls"})
        public String window;

        /** Whether a listener is registered. */
        @Param({"false", "true"})
        public boolean listener;

        private io.github.resilience4j.circuitbreaker.CircuitBreaker breaker;
        private io.github.resilience4j.circuitbreaker.CircuitBreaker open;
        private io.github.resilience4j.circuitbreaker.CircuitBreaker failing;

        /** Makes one that is closed and one that is open. */
        @Setup(Level.Trial)
        public void setUp()
        {
            breaker = make(MINIMUM_CALLS);
            open = make(MINIMUM_CALLS);
            // Never opens: it would refuse the next call, and no report would follow.
            failing = make(Integer.MAX_VALUE);
            open.transitionToForcedOpenState();
        }

        private io.github.resilience4j.circuitbreaker.CircuitBreaker make(final int minimumCalls)
        {
            final boolean time = window.equals("300s");
            final CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindow(time ? WINDOW_SECONDS : WINDOW_CALLS, minimumCalls,
                    time ? SlidingWindowType.TIME_BASED : SlidingWindowType.COUNT_BASED, strategy)
                .slowCallDurationThreshold(Duration.ofMillis(500))
                .slowCallRateThreshold(50)
                .currentTimestampFunction(clock -> 1L, TimeUnit.NANOSECONDS)
                .clock(java.time.Clock.fixed(java.time.Instant.ofEpochSecond(1), java.time.ZoneOffset.UTC))
                .build();
            final var made = io.github.resilience4j.circuitbreaker.CircuitBreaker.of("peer", config);
            if (listener)
            {
                made.getEventPublisher().onEvent(event ->
                {
                    // Being called is all that is measured.
                });
            }
            return made;
        }
    }

    private static boolean guarded(final Resilience4j peer, final Latencies latencies)
    {
        final boolean allowed = peer.breaker.tryAcquirePermission();
        if (allowed)
        {
            peer.breaker.onSuccess(latencies.latencyNs(), TimeUnit.NANOSECONDS);
        }
        return allowed;
    }

    /**
     * Permission and success.
     *
     * @param peer      the breaker.
     * @param latencies as the guarded trade's.
     * @return whether it was allowed.
     */
    @Benchmark
    public boolean resilience4jTrade(final Resilience4j peer, final Latencies latencies)
    {
        return guarded(peer, latencies);
    }

    /**
     * Permission and success by two threads on one breaker.
     *
     * @param peer      the breaker.
     * @param latencies as the guarded trade's.
     * @return whether it was allowed.
     */
    @Benchmark
    @Threads(2)
    public boolean resilience4jTradeTwoThreads(final Resilience4j peer, final Latencies latencies)
    {
        return guarded(peer, latencies);
    }

    /**
     * A refusal.
     *
     * @param peer the breaker.
     * @return false.
     */
    @Benchmark
    public boolean resilience4jRefused(final Resilience4j peer)
    {
        return peer.open.tryAcquirePermission();
    }

    /**
     * Permission and failure, by a breaker that stays closed.
     *
     * @param peer      the breaker.
     * @param latencies as the guarded trade's.
     * @return whether it was allowed.
     */
    @Benchmark
    public boolean resilience4jFailure(final Resilience4j peer, final Latencies latencies)
    {
        final boolean allowed = peer.failing.tryAcquirePermission();
        if (allowed)
        {
            peer.failing.onError(latencies.latencyNs(), TimeUnit.NANOSECONDS, FAILURE);
        }
        return allowed;
    }

    /** A Failsafe breaker. */
    @State(Scope.Benchmark)
    public static class Failsafe
    {
        /** Over which results it looks. */
        @Param({"300s", "100calls"})
        public String window;

        private CircuitBreaker<Object> breaker;

        /** Makes one that is closed. */
        @Setup(Level.Trial)
        public void setUp()
        {
            breaker = window.equals("300s")
                ? CircuitBreaker.builder().withFailureRateThreshold(50, 10, Duration.ofSeconds(WINDOW_SECONDS)).build()
                : CircuitBreaker.builder().withFailureThreshold(50, WINDOW_CALLS).build();
        }
    }

    private static boolean guarded(final Failsafe peer)
    {
        final boolean allowed = peer.breaker.tryAcquirePermit();
        if (allowed)
        {
            peer.breaker.recordSuccess();
        }
        return allowed;
    }

    /**
     * Permission and success.
     *
     * @param peer the breaker.
     * @return whether it was allowed.
     */
    @Benchmark
    public boolean failsafeTrade(final Failsafe peer)
    {
        return guarded(peer);
    }

    /**
     * Permission and success by two threads on one breaker.
     *
     * @param peer the breaker.
     * @return whether it was allowed.
     */
    @Benchmark
    @Threads(2)
    public boolean failsafeTradeTwoThreads(final Failsafe peer)
    {
        return guarded(peer);
    }
}
