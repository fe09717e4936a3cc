package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.report.InputRing;
import io.interlock.core.report.Lane;
import io.interlock.core.report.LaneReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges what lanes gathered (DESIGN, lanes 1): all that changed before a failure, a command and the end of a second and at each tick, and
 * a reporter's own before a later event of that reporter. Each collection is one summary event.
 *
 * <p>A failure is judged up to the root, whose rate counts every scope, so all lanes are collected for it; within one batch once, since all
 * of a batch happens at one instant, and what other reporters add meanwhile may as well have come after it. What a lane holds is always
 * older than the event that its reporter has in the ring, since a reporter stays on the ring until its last event is passed; so only the
 * tick waits for that.
 *
 * <p>Threading: breaker thread only.
 */
final class LaneCollector implements LaneReader.Sink
{
    private static final int HARVESTS_A_SECOND = 250;

    private final EngineParts parts;
    private final Consumer<InputEvent> judge;
    private final BreakerAgent breaker;
    private final List<LaneReader> readers = new ArrayList<>();
    private final InputEvent event = new InputEvent();
    private boolean collectedInBatch;
    private int nextHarvest;

    LaneCollector(final BreakerAgent breaker, final Consumer<InputEvent> judge)
    {
        this.parts = breaker.parts();
        this.breaker = breaker;
        this.judge = judge;
    }

    private List<LaneReader> readers()
    {
        final List<Lane> lanes = parts.lanes().all();
        for (int i = readers.size(); i < lanes.size(); i++)
        {
            readers.add(new LaneReader(lanes.get(i)));
        }
        return readers;
    }

    /** Another batch: what was collected for the failures of the last one is no longer news. */
    void batchBegins()
    {
        collectedInBatch = false;
    }

    /** Before a failure is judged. */
    void beforeFailure()
    {
        if (!collectedInBatch)
        {
            collectedInBatch = true;
            collectAll();
        }
    }

    /** All that changed. */
    void collectAll()
    {
        collectPassed(Long.MAX_VALUE);
    }

    /** All that changed and whose reporter has published nothing after this sequence. */
    void collectPassed(final long sequence)
    {
        final List<LaneReader> all = readers();
        // No iterator, here and below: what a full heap needs most is judged on this thread, after this.
        for (int i = 0; i < all.size(); i++)
        {
            if (sequence == Long.MAX_VALUE || all.get(i).lane().after() <= sequence)
            {
                collect(all.get(i));
            }
        }
    }

    /** One reporter's, before what it folded is judged; null for none. */
    void collectOwn(final Lane lane)
    {
        collectOwn(lane == null ? InputRing.NO_LANE : lane.index());
    }

    /** One reporter's, before an event of its own is judged. */
    void collectOwn(final int lane)
    {
        if (lane != InputRing.NO_LANE)
        {
            collect(readers().get(lane));
        }
    }

    private void collect(final LaneReader reader)
    {
        final long count = reader.collect(event, this);
        if (count > 0)
        {
            parts.tally().lanes(count);
            judge.accept(event);
        }
    }

    /** A few lanes' latencies each tick, so that all are read every second and no tick takes long. */
    void harvestSome()
    {
        final List<LaneReader> all = readers();
        for (int i = 0; i <= all.size() / HARVESTS_A_SECOND && !all.isEmpty(); i++)
        {
            nextHarvest = nextHarvest >= all.size() - 1 ? 0 : nextHarvest + 1;
            all.get(nextHarvest).harvest(this);
        }
    }

    /** All lanes' latencies, for whoever asks now. */
    void harvestAll()
    {
        final List<LaneReader> all = readers();
        for (int i = 0; i < all.size(); i++)
        {
            all.get(i).harvest(this);
        }
    }

    @Override
    public void reports(final int scopeId, final InputKind kind, final long count)
    {
        parts.tally().gathered(scopeId, kind, count, breaker.timeNs());
    }

    @Override
    public void latencies(final long highestNs, final long count)
    {
        breaker.latencies().gathered(highestNs, count, breaker.timeNs());
    }

    @Override
    public void latencySum(final long sumNs)
    {
        breaker.latencies().gatheredSum(sumNs, breaker.timeNs());
    }
}
