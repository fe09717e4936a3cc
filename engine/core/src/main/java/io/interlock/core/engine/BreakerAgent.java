package io.interlock.core.engine;

import io.interlock.config.WaitMode;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Level;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.report.InputRing;
import org.agrona.concurrent.Agent;

/**
 * The breaker thread's work: stamps a batch of inputs with one reading of the clock, has the machine judge each, publishes the gate
 * words that changed, then says how far it is. Owns the machine. Whatever throws here is caught and counted, OPEN is refused from then
 * on, and the work goes on.
 *
 * <p>Threading: breaker thread only.
 */
final class BreakerAgent implements Agent
{
    /** Bounded, so that a long batch does not look like a stalled thread. */
    private static final int BATCH = 256;
    /**
     * Looks at an empty ring in each round, where this thread spins: reading clocks takes longer than a report takes to cross to this core,
     * so a report that comes within these looks is judged by a time read less than a microsecond before it came.
     */
    private static final int LOOKS = 16;

    private final EngineParts parts;
    private final BreakerStateMachine machine;
    private final EngineMirror mirror;
    private final Decisions decisions;
    private final GatePublisher publisher;
    private final Births births;
    private final InputTap inputs;
    private final LaneCollector lanes;
    private final OverflowCollector overflow;
    private final EngineTime time;
    private final LatencyWindow latencies = new LatencyWindow();
    private final Sampler sampler;
    private final InputEvent own = new InputEvent();
    private final InputEvent heard = new InputEvent();
    private final int looks;
    private final Faults faults;
    private final JournalWatch journal;
    private final ReloadWork reloads;

    BreakerAgent(final EngineParts parts, final EngineMirror mirror, final InputRecorder recorder)
    {
        this.parts = parts;
        this.mirror = mirror;
        machine = new BreakerStateMachine(parts.config());
        mirror.breaker(this);
        decisions = new Decisions(parts);
        publisher = new GatePublisher(parts.words(), machine::scope, mirror);
        decisions.publisher(publisher);
        final AttentionBoard attention = new AttentionBoard(parts.words());
        decisions.attention(attention);
        faults = new Faults(parts, attention);
        inputs = new InputTap(parts, machine, decisions, recorder);
        final Edges edges = new Edges(parts, publisher);
        births = new Births(this, publisher, attention, inputs, edges);
        lanes = new LaneCollector(this, this::judgeGuarded);
        overflow = new OverflowCollector(parts, this::judgeGuarded, lanes);
        decisions.vitals(parts.journal().present() ? new VitalWatch(machine::scope) : null);
        sampler = new Sampler(this, decisions);
        time = new EngineTime(parts);
        journal = new JournalWatch(parts.journal(), publisher, this::judgeGuarded);
        reloads = new ReloadWork(this, decisions, inputs, edges, time);
        final WaitMode mode = parts.config().engine().waitMode();
        looks = mode == WaitMode.BUSY_SPIN || mode == WaitMode.YIELD ? LOOKS : 0;
    }

    /** After its thread has stopped: the file says so. Beside a thread that is stuck nobody may look at the machine. */
    void closed(final boolean ended, final boolean settled)
    {
        if (ended)
        {
            inputs.closed(wallMs());
        }
        mirror.closed(ended && settled);
    }

    @Override
    public String roleName()
    {
        return "interlock-breaker";
    }

    @Override
    public int doWork()
    {
        try
        {
            stamp();
            int work = births() + urgent() + batch() + overflow.collect();
            work += journal.round() + decisions.flush();
            decisions.wake();
            parts.dumps().roundEnds(this);
            if (time.watchTicks())
            {
                mirror.guarded();
            }
            sampler.roundEnds();
            inputs.roundEnds(time);
            return work;
        }
        catch (final Throwable thrown)
        {
            faults.fault(thrown);
            return 1;
        }
        finally
        {
            decisions.wake();
            // Also where something threw, as it does when there is no memory.
            parts.dumps().roundEnds(this);
        }
    }

    /** One reading of the clocks for the whole batch; time that jumped is judged first, and lanes before their second is over. */
    private void stamp()
    {
        if (time.read())
        {
            lanes.collectAll();
        }
        if (time.advance())
        {
            judgeGuarded(own.plain(InputKind.STALL, 0));
        }
        if (faults.takeFatal(machine.scope(0).level()))
        {
            judgeGuarded(own.criticalError(0, CriticalError.MEMORY_ERROR));
        }
    }

    /** Judges a system event of a launch. Launching thread. */
    void launched(final InputKind kind)
    {
        judge(own.plain(kind, 0), null);
    }

    /** Shows every scope as it was restored, which is what the journal keeps first. Launching thread. */
    void showAll()
    {
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            publisher.changed(id);
            decisions.kept(id);
        }
        mirror.tick();
    }

    /** Makes the machine know of the scopes that were created. */
    int births()
    {
        return births.round();
    }

    private int urgent()
    {
        int done = 0;
        for (Request<?> request = parts.mailbox().pollUrgent(); request != null; request = parts.mailbox().pollUrgent())
        {
            execute(request);
            done++;
        }
        return done;
    }

    private int batch()
    {
        final InputRing ring = parts.ring();
        final long first = ring.consumed() + 1;
        long next = first;
        ring.look(first, looks);
        lanes.batchBegins();
        while (next < first + BATCH && ring.isAvailable(next))
        {
            final Object request = ring.takeRequest(next);
            if (request == null)
            {
                lanes.collectOwn(ring.read(next, heard));
                report(heard, next - 1);
            }
            else
            {
                execute((Request<?>)request);
            }
            next++;
        }
        if (next > first)
        {
            parts.words().progress(next - 1);
            ring.consumed(next - 1);
        }
        return (int)(next - first);
    }

    /** An event is judged, whatever else throws before or after that. */
    private void report(final InputEvent event, final long passed)
    {
        try
        {
            collectBefore(event, passed);
        }
        catch (final Throwable thrown)
        {
            faults.fault(thrown);
        }
        judgeGuarded(event);
        try
        {
            showAfter(event);
        }
        catch (final Throwable thrown)
        {
            faults.fault(thrown);
        }
    }

    private void collectBefore(final InputEvent event, final long passed)
    {
        if (event.kind() == InputKind.TICK)
        {
            time.ticked();
            lanes.collectPassed(passed);
            lanes.harvestSome();
        }
        else if (event.kind() != InputKind.ORDER_INTENT)
        {
            parts.tally().report();
        }
        if (event.kind() == InputKind.ORDER_FAILURE)
        {
            lanes.beforeFailure();
        }
        if (event.kind() == InputKind.CRITICAL_ERROR && event.code() == CriticalError.MEMORY_ERROR.ordinal())
        {
            // What it asks for has to be allocated.
            parts.reserve().release();
        }
    }

    /** For people, and so after the gates are published. */
    private void showAfter(final InputEvent event)
    {
        if (event.kind() == InputKind.API_LATENCY || event.kind() == InputKind.FILL)
        {
            latencies.record(event.number(), timeNs());
        }
        if (event.kind() == InputKind.TICK)
        {
            sampler.tick(timeNs());
            mirror.tick();
        }
    }

    private void execute(final Request<?> request)
    {
        try
        {
            request.execute(this);
        }
        catch (final Throwable thrown)
        {
            faults.fault(thrown);
        }
    }

    /** Judges one event; nothing that it throws gets further. */
    void judgeGuarded(final InputEvent event)
    {
        try
        {
            judge(event, null);
        }
        catch (final Throwable thrown)
        {
            faults.fault(thrown);
        }
    }

    private void judge(final InputEvent event, final CommandRequest request)
    {
        inputs.before(wallMs());
        decisions.begin(event, request, wallMs());
        boolean whole = false;
        try
        {
            machine.apply(event, timeNs(), decisions);
            whole = true;
        }
        finally
        {
            // First, since it throws nothing: the recorder hears of what was judged whatever else fails. Tight gates are published by now.
            inputs.after(event, request, whole, time);
            parts.tally().judged(event, timeNs());
            decisions.end();
            mirror.judged(event);
        }
        if (event.kind() == InputKind.CRITICAL_ERROR)
        {
            parts.criticals().judged(1);
            parts.registry().settleKills();
        }
        tightened();
    }

    /** After a judgement. */
    void tightened()
    {
        if (decisions.highest().isAbove(Level.CLOSED))
        {
            // At once: the gates are tight, and cancelling waits neither for the rest of the round nor for the state (SEMANTICS 5).
            decisions.wake();
            sampler.tightened(decisions.highest());
        }
    }

    /** Judges an operator's command and answers it. */
    void command(final CommandRequest request)
    {
        // A success that was reported before a command is not to outlive what the command clears.
        lanes.collectAll();
        judge(request.event(), request);
        if (request.kill())
        {
            parts.criticals().judged(1);
            parts.registry().settleKills();
        }
        final CommandResult said = decisions.commandResult();
        final Level level = machine.scope(request.event().scopeId()).level();
        request.complete(said == null
            ? new CommandResult(false, "the breaker gave no answer", level, false)
            : new CommandResult(said.accepted(), said.message(), level, false));
    }

    /** Completes a drain once everything folded before it is judged too. */
    void drain(final Request<Boolean> request)
    {
        lanes.collectAll();
        overflow.await(request);
    }

    /** Engine time of this round. */
    long timeNs()
    {
        return time.timeNs();
    }

    long wallMs()
    {
        return time.wallMs();
    }

    ReloadWork reloads()
    {
        return reloads;
    }

    LaneCollector lanes()
    {
        return lanes;
    }

    EngineParts parts()
    {
        return parts;
    }

    EngineMirror mirror()
    {
        return mirror;
    }

    BreakerStateMachine machine()
    {
        return machine;
    }

    Sampler sampler()
    {
        return sampler;
    }

    LatencyWindow latencies()
    {
        return latencies;
    }

    long transitions()
    {
        return decisions.transitions();
    }
}
