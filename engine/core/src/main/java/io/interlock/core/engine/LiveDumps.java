package io.interlock.core.engine;

import io.interlock.core.dump.ConfigRows;
import io.interlock.core.dump.DumpTrigger;
import io.interlock.core.dump.DumpTrigger.Moment;
import io.interlock.core.dump.EngineCapture;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Level;
import io.interlock.core.port.ExposureSource;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Copies the engine for a dump, at the end of the round in which a scope reached HALT or SHUTDOWN, into memory that is there already. Of
 * several scopes that reach a level in one round, or while the last dump of that level is still being written, one dump tells; it names the
 * first of them. HALT is dumped once a second at most; what comes within that second is dumped at its end.
 *
 * <p>Threading: breaker thread, but for what {@link Dumps} says otherwise.
 */
final class LiveDumps extends Dumps
{
    private static final long HALT_PERIOD_NS = 1_000_000_000L;

    private final EngineParts parts;
    private final DumpWorker worker;
    private final DumpSlot halt;
    private final DumpSlot shutdown;
    private final DumpTrigger haltAsked = new DumpTrigger();
    private final DumpTrigger shutdownAsked = new DumpTrigger();
    private final DumpTrigger againAsked = new DumpTrigger();
    private final AtomicReference<ActionPlan.Order> again = new AtomicReference<>();
    private boolean haltDue;
    private boolean shutdownDue;
    private long nextHaltNs = Long.MIN_VALUE;
    private long nextAgainNs = Long.MIN_VALUE;

    LiveDumps(final EngineParts parts, final DumpWorker worker)
    {
        this.parts = parts;
        this.worker = worker;
        halt = new DumpSlot(new EngineCapture(parts.config().engine().maxScopes()));
        shutdown = new DumpSlot(new EngineCapture(parts.config().engine().maxScopes()));
    }

    @Override
    void start(final BreakerAgent breaker, final ThreadFactory factory)
    {
        // Once before it is needed: what is used for the first time allocates.
        copy(breaker, halt, haltAsked);
        again.getAndSet(null);
        worker.start(factory, shutdown, halt);
    }

    @Override
    void born()
    {
        halt.capture().addScope();
        shutdown.capture().addScope();
    }

    @Override
    void decided(final Transition transition, final String path, final long sequence)
    {
        if (!transition.to().isAbove(transition.from()) || !transition.to().isAbove(Level.THROTTLE))
        {
            return;
        }
        final boolean down = transition.to() == Level.SHUTDOWN;
        if (down ? !shutdownDue : !haltDue)
        {
            final DumpTrigger asked = down ? shutdownAsked : haltAsked;
            asked.transition(Moment.AT_ONCE, sequence, path, transition.from(), transition.to())
                .because(transition.cause(), transition.value(), transition.threshold(), transition.timeNs());
        }
        shutdownDue |= down;
        haltDue |= !down;
    }

    @Override
    void actionsDone(final ActionPlan.Order order)
    {
        if (order.level() == Level.HALT)
        {
            again.set(order);
        }
    }

    @Override
    void roundEnds(final BreakerAgent breaker)
    {
        if (shutdownDue && !shutdown.isFull())
        {
            shutdownDue = false;
            hand(breaker, shutdown, shutdownAsked);
        }
        if (haltDue && !halt.isFull() && breaker.timeNs() >= nextHaltNs)
        {
            haltDue = false;
            nextHaltNs = breaker.timeNs() + HALT_PERIOD_NS;
            hand(breaker, halt, haltAsked);
        }
        // The state at the HALT before the one after it.
        if (again.get() != null && !haltDue && !halt.isFull() && breaker.timeNs() >= nextAgainNs)
        {
            nextAgainNs = breaker.timeNs() + HALT_PERIOD_NS;
            final ActionPlan.Order order = again.getAndSet(null);
            hand(breaker, halt, againAsked.actionsDone(order.id(), order.scope(), order.level()));
        }
    }

    private void hand(final BreakerAgent breaker, final DumpSlot slot, final DumpTrigger asked)
    {
        copy(breaker, slot, asked);
        slot.fill();
        worker.wake();
    }

    private void copy(final BreakerAgent breaker, final DumpSlot slot, final DumpTrigger asked)
    {
        final EngineCapture into = slot.capture();
        into.begin(asked, breaker.timeNs(), breaker.wallMs());
        try
        {
            copy(breaker, into);
        }
        catch (final Throwable thrown)
        {
            // A part of the state is better than none.
            into.failed(thrown);
        }
    }

    private void copy(final BreakerAgent breaker, final EngineCapture into)
    {
        final BreakerStateMachine machine = breaker.machine();
        final Tally tally = parts.tally();
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            final long[] lastReports = into.scope(id, machine.scope(id), parts.words().gate(id), parts.words().guard(id));
            if (lastReports != null)
            {
                tally.copyLast(id, lastReports);
            }
        }
        tally.copyKinds(into.reports(tally.reports(), tally.folded(), tally.lanes()));
        into.counts(breaker.transitions(), tally.rejected(), tally.faults(), parts.audit().lost());
        breaker.lanes().harvestAll();
        breaker.latencies().copy(breaker.timeNs(), into);
        into.samples(breaker.sampler().last());
    }

    @Override
    void exposure(final ExposureSource source)
    {
        worker.exposure(Objects.requireNonNull(source, "source"));
    }

    @Override
    void config(final ConfigRows rows)
    {
        worker.config(rows);
    }

    /** For tests: whether the first dump would be written without anything being used for the first time. */
    boolean isPrepared()
    {
        return worker.isPrepared();
    }

    @Override
    public void close()
    {
        worker.close();
    }
}
