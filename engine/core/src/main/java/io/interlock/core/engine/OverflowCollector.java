package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.report.InputRing;
import io.interlock.core.report.OverflowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges what reporters folded, once everything is judged that was in the ring when the folding was noticed: a reporter's folded reports
 * are younger than its reports in the ring. A reporter that folds only after that is noticed the next time, since it may have published
 * in between.
 *
 * <p>Threading: breaker thread only.
 */
final class OverflowCollector
{
    private static final long NOT_NOTICED = -2;

    private final EngineParts parts;
    private final Consumer<InputEvent> judge;
    private final LaneCollector lanes;
    private final List<OverflowReader> readers = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final InputEvent event = new InputEvent();
    private long collectAt = NOT_NOTICED;
    private long noticed;
    private long collected;

    /** Somebody who is answered when so many reports that were folded are judged. */
    private record Waiting(Request<Boolean> request, long folded)
    {
    }

    OverflowCollector(final EngineParts parts, final Consumer<InputEvent> judge, final LaneCollector lanes)
    {
        this.parts = parts;
        this.judge = judge;
        this.lanes = lanes;
    }

    int collect()
    {
        final InputRing ring = parts.ring();
        if (collectAt == NOT_NOTICED)
        {
            final long folded = parts.overflow().folded();
            if (folded == collected)
            {
                return 0;
            }
            noticed = folded;
            noticeAll();
            // After that: what the noticed ones have in the ring is no further than this.
            collectAt = ring.cursor();
        }
        if (ring.consumed() < collectAt)
        {
            return 0;
        }
        final long count = collectAll();
        collected = noticed;
        parts.overflow().judged(collected);
        collectAt = NOT_NOTICED;
        answer();
        return (int)Math.min(Integer.MAX_VALUE, count);
    }

    private void noticeAll()
    {
        for (int i = readers.size(); i < parts.overflow().all().size(); i++)
        {
            readers.add(new OverflowReader(parts.overflow().all().get(i)));
        }
        readers.forEach(OverflowReader::notice);
    }

    private void answer()
    {
        for (final Waiting each : waiting)
        {
            if (each.folded() <= collected)
            {
                each.request().complete(Boolean.TRUE);
            }
        }
        waiting.removeIf(each -> each.folded() <= collected);
    }

    private long collectAll()
    {
        // What was folded may be a failure, which is judged up to the root.
        lanes.collectAll();
        long count = 0;
        for (final OverflowReader reader : readers)
        {
            count += reader.collect(event, judge, lanes::collectOwn);
        }
        if (count > 0)
        {
            parts.tally().folded(count);
            judge.accept(event.folded(InputKind.OVERLOAD, 0, count, 0, 0, 0));
        }
        return count;
    }

    /** Completes a request when all is judged that was folded before now. */
    void await(final Request<Boolean> request)
    {
        final long folded = parts.overflow().folded();
        if (folded == collected)
        {
            request.complete(Boolean.TRUE);
        }
        else
        {
            waiting.add(new Waiting(request, folded));
        }
    }
}
