package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;
import io.interlock.core.report.InputRing;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts requests into the input ring, behind every report that came before them. Waits for room up to a deadline: a request is never folded.
 * A kill that finds none goes a way of its own that the breaker thread looks at each round.
 *
 * <p>Threading: any thread but a trading one and the breaker's.
 */
final class Mailbox
{
    private static final long PARK_NS = 100_000;

    private final InputRing ring;
    private final Queue<Request<?>> urgent = new ConcurrentLinkedQueue<>();

    Mailbox(final InputRing ring)
    {
        this.ring = ring;
    }

    /** Sends a request; false where the ring stayed full up to {@code endNs} of the system's clock. {@code pump} is run between tries. */
    boolean send(final Request<?> request, final long endNs, final Runnable pump)
    {
        long sequence = ring.claim();
        while (sequence == InputRing.FULL)
        {
            if (EngineClock.SYSTEM.nanoTime() - endNs >= 0 || Thread.currentThread().isInterrupted())
            {
                return false;
            }
            pump.run();
            LockSupport.parkNanos(PARK_NS);
            sequence = ring.claim();
        }
        ring.ask(sequence, request);
        ring.publish(sequence);
        return true;
    }

    /** For a kill that found no room: its guard is up already, and it must be judged all the same. */
    void sendUrgent(final Request<?> request)
    {
        urgent.add(request);
    }

    Request<?> pollUrgent()
    {
        return urgent.poll();
    }
}
