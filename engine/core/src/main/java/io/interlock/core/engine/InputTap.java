package io.interlock.core.engine;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.text.FaultText;

/**
 * Shows a recorder what the machine judges: each event, but for a tick in which nothing was decided, since extra ticks change nothing; each
 * scope; and the root's guard word where that changed without an event. A recorder that throws is asked no more.
 *
 * <p>Threading: the launching thread, then the breaker thread.
 */
final class InputTap
{
    private final EngineParts parts;
    private final BreakerStateMachine machine;
    private final Decisions decisions;
    private InputRecorder recorder;
    private long reachedNs;
    private long guard;
    private long intentsLost;
    private long told;
    private long sequenceSeen;

    InputTap(final EngineParts parts, final BreakerStateMachine machine, final Decisions decisions, final InputRecorder recorder)
    {
        this.parts = parts;
        this.machine = machine;
        this.decisions = decisions;
        this.recorder = recorder;
        try
        {
            recorder.begin(parts.boot());
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    void born(final int id, final int parentId, final String path)
    {
        try
        {
            recorder.scope(id, parentId, path);
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    /** An event is about to be judged. */
    void before(final long wallMs)
    {
        told = decisions.told();
        try
        {
            if (recorder.wantsSnapshot())
            {
                recorder.snapshot(machine, decisions.sequence(), reachedNs, wallMs);
                guard = 0;
            }
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    /** It was judged, or judging it threw. */
    void after(final InputEvent event, final CommandRequest command, final boolean whole, final EngineTime time)
    {
        reachedNs = time.timeNs();
        try
        {
            if (!whole)
            {
                recorder.lost();
            }
            else if (event.kind() != InputKind.TICK || decisions.told() != told)
            {
                recorder.input(event, command == null ? null : command.actor(), time.timeNs(), time.wallMs());
            }
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    /** A reload was carried out or announced, or failed on the way: then what is recorded does not say how the machine is. */
    void reloaded(final ReloadInput reload, final boolean whole, final EngineTime time)
    {
        reachedNs = time.timeNs();
        try
        {
            recorder.reload(reload, time.timeNs(), time.wallMs());
            if (!whole)
            {
                recorder.lost();
            }
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    void roundEnds(final EngineTime time)
    {
        try
        {
            final long now = parts.words().ownGuard(0);
            if (now != guard)
            {
                guard = now;
                recorder.guard(now, time.timeNs(), time.wallMs());
            }
            final long lost = parts.ring().intentsLost();
            if (lost != intentsLost)
            {
                recorder.intentsLost(lost - intentsLost, time.timeNs(), time.wallMs());
                intentsLost = lost;
            }
            recorder.roundEnds(time.timeNs(), decisions.sequence() != sequenceSeen);
            sequenceSeen = decisions.sequence();
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    /** The breaker thread has stopped. Closing thread. */
    void closed(final long wallMs)
    {
        try
        {
            recorder.end(machine, decisions.sequence(), reachedNs, wallMs);
        }
        catch (final Throwable failed)
        {
            failed(failed);
        }
    }

    private void failed(final Throwable why)
    {
        recorder = InputRecorder.NONE;
        parts.tally().fault();
        EngineLog.error("the recorder of inputs failed: nothing more is recorded", why);
        parts.raise("RECORDING", "", "the recorder of inputs failed, nothing more is recorded until a restart: " + FaultText.of(why));
    }
}
