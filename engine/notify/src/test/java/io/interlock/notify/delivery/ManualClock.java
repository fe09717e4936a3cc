package io.interlock.notify.delivery;

import io.interlock.core.port.EngineClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves; who waits by it is called then. */
final class ManualClock implements EngineClock
{
    private static final long WALL_MS = 1_700_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    @Override
    public long nanoTime()
    {
        return nanos.get();
    }

    @Override
    public long wallMs()
    {
        return WALL_MS + nanos.get() / 1_000_000;
    }

    void onMove(final Runnable waits)
    {
        waiting.add(waits);
    }

    void advanceMs(final long ms)
    {
        nanos.addAndGet(ms * 1_000_000);
        waiting.forEach(Runnable::run);
    }
}
