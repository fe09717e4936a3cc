package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.status.EngineStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** However many ask, the breaker thread makes a status now and then. */
class SharedStatusTest
{
    private static final long MS = 1_000_000L;

    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 50 * MS);
    private final AtomicInteger made = new AtomicInteger();
    private long costNs = MS;
    private boolean stale;
    private final SharedStatus shared = new SharedStatus(this::make, nowNs::get);

    private EngineStatus make()
    {
        made.incrementAndGet();
        nowNs.addAndGet(costNs);
        final EngineStatus one = new FixedView().status();
        return new EngineStatus(
            one.state(), stale, one.atMs(), one.bootId(), one.scopes(), one.metrics(), one.counters(), one.journal());
    }

    private int askedFor(final long ns, final long everyNs)
    {
        final int before = made.get();
        for (final long endNs = nowNs.get() + ns; endNs - nowNs.get() > 0; nowNs.addAndGet(everyNs))
        {
            shared.get();
        }
        return made.get() - before;
    }

    @Test
    void shouldMakeOneForAllOfATenthOfASecond()
    {
        assertThat(askedFor(1_000 * MS, 100_000)).isBetween(9, 10);
        nowNs.addAndGet(100 * MS);
        final EngineStatus one = shared.get();
        nowNs.addAndGet(99 * MS);
        assertThat(shared.get()).isSameAs(one);
        nowNs.addAndGet(MS);
        assertThat(shared.get()).isNotSameAs(one);
    }

    @Test
    void shouldTakeNoMoreThanATwentiethOfTheBreakerThread()
    {
        costNs = 10 * MS;
        assertThat(askedFor(10_000 * MS, 100_000)).isLessThanOrEqualTo(10_000 / (10 * 21) + 1);
    }

    @Test
    void shouldShowNothingFromBeforeACommand()
    {
        final EngineStatus before = shared.get();
        nowNs.incrementAndGet();
        shared.outdate();
        nowNs.incrementAndGet();
        final EngineStatus after = shared.get();
        assertThat(after).isNotSameAs(before);
        nowNs.incrementAndGet();
        assertThat(shared.get()).isSameAs(after);
    }

    /** It took the whole deadline, and says nothing: the next that asks may find more. */
    @Test
    void shouldKeepAStaleOneNoLongerThanAnother()
    {
        costNs = 2_000 * MS;
        stale = true;
        shared.get();
        nowNs.addAndGet(100 * MS);
        shared.get();
        assertThat(made.get()).isEqualTo(2);
    }

    @Test
    void shouldAskOnceForManyThatComeWhileOneIsMade() throws Exception
    {
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();
        final AtomicReference<Throwable> thrown = new AtomicReference<>();
        final SharedStatus slow = new SharedStatus(() ->
        {
            asked.incrementAndGet();
            try
            {
                go.await();
            }
            catch (final InterruptedException stopped)
            {
                Thread.currentThread().interrupt();
            }
            return new FixedView().status();
        }, System::nanoTime);
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++)
        {
            final Thread thread = new Thread(slow::get);
            thread.setUncaughtExceptionHandler((who, why) -> thrown.set(why));
            thread.start();
            threads.add(thread);
        }
        LiveRig.await("all wait", () -> threads.stream().allMatch(
            thread -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED));
        go.countDown();
        for (final Thread thread : threads)
        {
            thread.join(60_000);
        }
        assertThat(thrown.get()).isNull();
        assertThat(asked.get()).isEqualTo(1);
    }
}
