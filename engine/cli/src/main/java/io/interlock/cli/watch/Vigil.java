package io.interlock.cli.watch;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.HeartbeatReader.Found;

/**
 * Judges signs of life: whether there is an engine, whether it is stale, and when an incident is over. Pure: time comes with each look.
 *
 * <p>A sign counts from the moment that the engine stamped it with, on the monotonic clock of this machine. A look tells its own time from
 * before it read the file: where this process is held up in between, a sign looks younger than it is and never older, so that a pause of
 * the watcher alone is no incident. What cannot be read is no sign: it is an incident once the last one is older than the limit. A sign
 * from the future (of a machine that was started anew, of another time namespace) is none either.
 *
 * <p>Threading: one thread. Allocates nothing.
 */
final class Vigil
{
    /** What is known of the engine. */
    enum State
    {
        /** There never was one. */
        WAITING,
        /** It gives signs of life. */
        ARMED,
        /** It was closed as planned. */
        STOPPED,
        /** An incident. */
        STALE
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final long limitNs;
    private State state = State.WAITING;
    private Why why = Why.STALE;
    private boolean known;
    private long life;
    private long stampNs;
    private long signNs;
    private long ticklessNs = NEVER;
    private long backNs = NEVER;
    private boolean strange;
    private boolean seen;

    /** The age of the last sign from which on an engine is stale, nanoseconds. */
    Vigil(final long limitNs)
    {
        this.limitNs = limitNs;
    }

    /**
     * Judges a look at a whole file.
     *
     * @param nowNs  monotonic time from before the look.
     * @param byPath whether it was made sure that the path leads to this file.
     * @param lifeId of the engine.
     * @param beatNs its last sign of life, 0 before the first.
     * @param guard  the root's guard word.
     */
    Turn sound(final long nowNs, final boolean byPath, final long lifeId, final long beatNs, final long guard)
    {
        final boolean another = !known || lifeId != life;
        final boolean restarted = known && another;
        if (another)
        {
            known = true;
            life = lifeId;
            stampNs = 0;
            ticklessNs = NEVER;
            if (!seen || beatNs == 0)
            {
                // It may take as long as the limit for its first sign, or for one that can be understood.
                signNs = nowNs;
            }
        }
        seen = true;
        if ((guard & GuardWord.CLOSED) != 0)
        {
            return closed(nowNs);
        }
        sign(nowNs, beatNs, another);
        final Why trouble = trouble(nowNs, guard);
        if (trouble != null)
        {
            return troubled(trouble, byPath);
        }
        return fresh(nowNs, beatNs, restarted);
    }

    private Turn closed(final long nowNs)
    {
        // What comes after it has the limit from now on.
        signNs = nowNs;
        stampNs = 0;
        backNs = NEVER;
        final boolean before = state == State.STOPPED;
        state = State.STOPPED;
        return before ? Turn.NONE : Turn.STOPPED;
    }

    private void sign(final long nowNs, final long beatNs, final boolean another)
    {
        strange = beatNs - nowNs > limitNs;
        if (beatNs == 0 || beatNs == stampNs || strange)
        {
            return;
        }
        stampNs = beatNs;
        final long given = Math.min(nowNs, beatNs);
        signNs = another ? given : Math.max(signNs, given);
    }

    private Why trouble(final long nowNs, final long guard)
    {
        if ((guard & GuardWord.FAULT) != 0)
        {
            return Why.FAULT;
        }
        if ((guard & GuardWord.TICKLESS) == 0)
        {
            ticklessNs = NEVER;
        }
        else if (ticklessNs == NEVER)
        {
            ticklessNs = nowNs;
        }
        if (nowNs - signNs > limitNs)
        {
            // Without its watchdog an engine stamps nothing any more, and says so once.
            return strange ? Why.CLOCK : ticklessNs != NEVER ? Why.TICKLESS : Why.STALE;
        }
        return ticklessNs != NEVER && nowNs - ticklessNs > limitNs ? Why.TICKLESS : null;
    }

    private Turn troubled(final Why trouble, final boolean byPath)
    {
        backNs = NEVER;
        if (state == State.STALE)
        {
            return Turn.NONE;
        }
        if (!byPath)
        {
            return Turn.DOUBT;
        }
        why = trouble;
        state = State.STALE;
        return Turn.STALE;
    }

    private Turn fresh(final long nowNs, final long beatNs, final boolean restarted)
    {
        if (beatNs == 0 || strange)
        {
            // Young enough, but no sign yet.
            backNs = NEVER;
            return Turn.NONE;
        }
        if (state == State.ARMED)
        {
            return restarted ? Turn.RESTARTED : Turn.NONE;
        }
        if (state != State.STALE)
        {
            state = State.ARMED;
            return Turn.ARMED;
        }
        if (backNs == NEVER)
        {
            backNs = nowNs;
        }
        if (nowNs - backNs < limitNs)
        {
            return Turn.NONE;
        }
        backNs = NEVER;
        state = State.ARMED;
        return Turn.BACK;
    }

    /**
     * Judges a look that found no whole file.
     *
     * @param nowNs monotonic time from before the look.
     * @param found what there was instead.
     */
    Turn unsound(final long nowNs, final Found found)
    {
        backNs = NEVER;
        ticklessNs = NEVER;
        if (found == Found.MISSING && (state == State.WAITING || state == State.STOPPED))
        {
            final boolean stopped = state == State.STOPPED;
            state = State.WAITING;
            seen = false;
            known = false;
            return stopped ? Turn.GONE : Turn.NONE;
        }
        if (!seen)
        {
            seen = true;
            signNs = nowNs;
        }
        final boolean over = nowNs - signNs > limitNs;
        return over ? troubled(what(found), true) : Turn.NONE;
    }

    private static Why what(final Found found)
    {
        return switch (found)
        {
            case MISSING -> Why.MISSING;
            case UNREADABLE -> Why.UNREADABLE;
            default -> Why.DAMAGED;
        };
    }

    State state()
    {
        return state;
    }

    /** Of the last incident. */
    Why why()
    {
        return why;
    }

    /** Whether the path need not be looked at now: all is well, and was so lately. */
    boolean isCalm(final long nowNs)
    {
        return state == State.ARMED && nowNs - signNs < limitNs / 2;
    }

    /** Since the last sign of life, nanoseconds; since the first look where there was none. */
    long ageNs(final long nowNs)
    {
        return Math.max(0, nowNs - signNs);
    }

    /** Whether a sign of life was ever understood. */
    boolean hasSign()
    {
        return stampNs != 0;
    }
}
