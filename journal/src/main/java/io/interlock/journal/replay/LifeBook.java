package io.interlock.journal.replay;

import io.interlock.journal.input.InputVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * What is counted of one life while it is replayed.
 *
 * <p>Threading: one thread.
 */
final class LifeBook
{
    /** So many are listed; the rest is summed up in the last. */
    private static final int MOST = 1_000;

    final InputVisitor.Life life;
    long events;
    long equal;
    long differing;
    long states;
    long lastMs;
    private final List<ReplayResult.Incomparable> incomparable = new ArrayList<>();

    LifeBook(final InputVisitor.Life life)
    {
        this.life = life;
        lastMs = life.wallMs();
    }

    void incomparable(final long fromMs, final long toMs, final long decisions, final String why)
    {
        if (incomparable.size() < MOST)
        {
            incomparable.add(new ReplayResult.Incomparable(fromMs, toMs, decisions, why));
            return;
        }
        final ReplayResult.Incomparable last = incomparable.remove(MOST - 1);
        incomparable.add(new ReplayResult.Incomparable(last.fromMs(), toMs, last.decisions() + decisions, "several reasons"));
    }

    ReplayResult.Life close()
    {
        return new ReplayResult.Life(life.bootId(), life.build(), life.wallMs(), lastMs,
            new ReplayResult.Counts(events, equal, differing, states), incomparable);
    }
}
