package io.interlock.core.engine;

import io.interlock.core.report.Lane;
import io.interlock.core.report.LaneReporter;
import io.interlock.core.report.OverflowCounters;
import io.interlock.core.report.Reporter;
import io.interlock.core.report.RingReporter;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes reporters. The lane and the counters of an exclusive one that nobody can reach any more, as after its thread has died, are given to
 * the next of the same scope (DESIGN, lanes 5): their counts are never reset, so what they hold counts whether it was collected or not.
 * A host that makes a reporter for each short-lived thread has as many lanes as it has such threads at one time.
 *
 * <p>Threading: any thread but a trading one.
 */
final class ReporterPool
{
    private final EngineParts parts;
    private final ReferenceQueue<Reporter> gone = new ReferenceQueue<>();
    /** Keeps the references themselves, of which nobody else knows. */
    private final Set<Lent> lent = new HashSet<>();
    private final Map<Integer, Deque<Memory>> released = new HashMap<>();

    /** What outlives a reporter; the lane is null where lanes are off. */
    private record Memory(int scopeId, Lane lane, OverflowCounters overflow)
    {
    }

    /** Is told when an exclusive reporter cannot be reached any more. */
    private static final class Lent extends PhantomReference<Reporter>
    {
        private final Memory memory;

        Lent(final Reporter reporter, final ReferenceQueue<Reporter> queue, final Memory memory)
        {
            super(reporter, queue);
            this.memory = memory;
        }
    }

    ReporterPool(final EngineParts parts)
    {
        this.parts = parts;
    }

    /** One that any thread may use, for as long as the engine lives. */
    Reporter shared(final int scopeId)
    {
        return reporter(create(scopeId, true));
    }

    /** One that a single thread owns. */
    synchronized Reporter exclusive(final int scopeId)
    {
        takeBack();
        final Deque<Memory> free = released.get(scopeId);
        final Memory memory = free == null || free.isEmpty() ? create(scopeId, false) : free.poll();
        final Reporter reporter = reporter(memory);
        lent.add(new Lent(reporter, gone, memory));
        return reporter;
    }

    /** How many lanes of a scope wait for a next reporter. */
    synchronized int released(final int scopeId)
    {
        takeBack();
        return released.getOrDefault(scopeId, new ArrayDeque<>()).size();
    }

    private void takeBack()
    {
        for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll())
        {
            final Lent back = (Lent)reference;
            lent.remove(back);
            released.computeIfAbsent(back.memory.scopeId(), id -> new ArrayDeque<>()).add(back.memory);
        }
    }

    private Memory create(final int scopeId, final boolean shared)
    {
        final Lane lane = parts.config().engine().lanes() ? parts.lanes().create(scopeId, shared, parts.words().laneNs(scopeId)) : null;
        return new Memory(scopeId, lane, new OverflowCounters(parts.overflow(), scopeId, parts.words(), lane));
    }

    private Reporter reporter(final Memory memory)
    {
        final RingReporter ring = new RingReporter(
            parts.ring(), parts.words(), parts.criticals(), memory.overflow(), parts.config().journal().inputs());
        return memory.lane() == null ? ring
            : new LaneReporter(ring, parts.ring(), parts.words(), memory.overflow(), memory.lane());
    }
}
