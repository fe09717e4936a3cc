package io.interlock.core.engine;

import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.InputKind;
import io.interlock.core.report.InputRing;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Sends ticks and watches the breaker thread's progress: without any for the stale limit it guards the root, and it takes that guard off
 * only after progress has passed the cursor that it saw when the breaker thread moved again, so that nothing is let through on the
 * strength of inputs not yet judged. Other chores of a few microseconds a round can be added.
 *
 * <p>Threading: watchdog thread only.
 */
final class Watchdog implements Agent
{
    private static final long MAX_MARGIN_NS = 20_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    private final EngineParts parts;
    private final List<Runnable> chores = new ArrayList<>();
    private long progress = NONE;
    private long progressAtNs;
    private long clearAt = NONE;
    private long clearFolded;
    private boolean stale;

    Watchdog(final EngineParts parts)
    {
        this.parts = parts;
        progressAtNs = parts.clock().nanoTime();
    }

    /** How much before the limit to act, so that a refusal is there when the limit is: ticks and scheduling take their time. */
    static long margin(final long staleLimitNs)
    {
        return Math.min(MAX_MARGIN_NS, staleLimitNs / 4);
    }

    /** The time between ticks: a twentieth of the stale limit at most, a millisecond where a core can be spared for it. */
    static long tickNs(final long staleLimitNs, final int cores)
    {
        final long wanted = cores > 2 ? 1_000_000L : 4_000_000L;
        return Math.max(100_000L, Math.min(wanted, staleLimitNs / 20));
    }

    void addChore(final Runnable chore)
    {
        chores.add(chore);
    }

    @Override
    public String roleName()
    {
        return "interlock-watchdog";
    }

    @Override
    public int doWork()
    {
        tick();
        watch(parts.clock().nanoTime());
        parts.registry().markPending();
        // No iterator: a heap that is full must not stop the ticks.
        for (int i = 0; i < chores.size(); i++)
        {
            chores.get(i).run();
        }
        return 0;
    }

    private void tick()
    {
        final InputRing ring = parts.ring();
        final long sequence = ring.claim();
        if (sequence == InputRing.FULL)
        {
            // Then the breaker thread has enough that tells it the time.
            return;
        }
        ring.put(sequence, InputRing.head(InputKind.TICK, 0, 0), InputRing.NO_LANE, 0, 0.0, 0.0);
        ring.publish(sequence);
    }

    private void watch(final long nowNs)
    {
        final GateWords words = parts.words();
        final long seen = words.progress();
        if (seen != progress)
        {
            progress = seen;
            // The breaker thread's own word: how late this thread noticed must not be added to how late it notices that there is no more.
            progressAtNs = Math.min(nowNs, words.heartbeatNs());
            if (stale && clearAt == NONE)
            {
                clearAt = parts.ring().cursor();
                // What was asked meanwhile and found no room is not judged with what is in the ring.
                clearFolded = parts.overflow().folded();
            }
        }
        if (nowNs - progressAtNs >= parts.staleLimitNs() - margin(parts.staleLimitNs()))
        {
            clearAt = NONE;
            if (!stale)
            {
                stale = true;
                words.raise(0, GuardWord.STALE);
                parts.raise("STALE", "", "the breaker thread makes no progress; OPEN is refused");
            }
        }
        else if (stale && clearAt != NONE && seen >= clearAt && parts.overflow().isJudged(clearFolded))
        {
            stale = false;
            clearAt = NONE;
            words.lower(0, GuardWord.STALE);
        }
    }
}
