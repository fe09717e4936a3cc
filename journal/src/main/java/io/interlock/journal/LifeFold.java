package io.interlock.journal;

import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Lives of the engine: which was the last, how it ended, and which starts nobody had planned.
 *
 * <p>Threading: one thread.
 */
final class LifeFold
{
    private final Deque<Long> unplanned = new ArrayDeque<>();
    private UUID boot;
    private long startMs;
    private long lastMs;
    private long decision;
    private boolean planned;

    void record(final RecordContent content)
    {
        final RecordContent.Stamp stamp = content.stamp();
        if (!stamp.bootId().equals(boot))
        {
            begin(stamp);
        }
        if (content.type() == RecordType.STARTED)
        {
            startMs = stamp.wallMs();
        }
        // Anything after a STOPPED says that it was none.
        planned = content.type() == RecordType.STOPPED;
        lastMs = stamp.wallMs();
        decision = Math.max(decision, stamp.decision());
    }

    private void begin(final RecordContent.Stamp stamp)
    {
        if (boot != null && !planned)
        {
            unplanned.addLast(stamp.wallMs());
            if (unplanned.size() > Replayed.Starts.MOST)
            {
                unplanned.removeFirst();
            }
        }
        boot = stamp.bootId();
        startMs = stamp.wallMs();
        decision = 0;
    }

    Replayed.Life last()
    {
        return boot == null ? null : new Replayed.Life(boot, startMs, lastMs, decision, planned);
    }

    Replayed.Starts starts()
    {
        return new Replayed.Starts(List.copyOf(unplanned));
    }
}
