package io.interlock.host.sim;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often each fault has happened.
 *
 * <p>Threading: one thread; {@link #add} joins what others have counted, under this object's lock.
 */
final class FaultCounts
{
    private final Map<FaultPoint, Long> counts = new EnumMap<>(FaultPoint.class);
    private long events;
    private long lives;
    private long transitions;

    void hit(final FaultPoint point)
    {
        counts.merge(point, 1L, Long::sum);
    }

    void event()
    {
        events++;
    }

    void life()
    {
        lives++;
    }

    void transition()
    {
        transitions++;
    }

    synchronized void add(final FaultCounts other)
    {
        other.counts.forEach((point, count) -> counts.merge(point, count, Long::sum));
        events += other.events;
        lives += other.lives;
        transitions += other.transitions;
    }

    synchronized long of(final FaultPoint point)
    {
        return counts.getOrDefault(point, 0L);
    }

    long events()
    {
        return events;
    }

    long lives()
    {
        return lives;
    }

    long transitions()
    {
        return transitions;
    }

    @Override
    public String toString()
    {
        return counts.toString();
    }
}
