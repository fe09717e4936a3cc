package io.interlock.core.engine;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.IssueListener;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Behind the audit ring: hands each decision to listeners, notifications, the log and the action runner, each on a worker of its own, so
 * that it never lags. Tightening goes out at once; a step down waits until the journal has it durably.
 *
 * <p>Threading: its own dispatch thread; adding and closing from any.
 */
final class Dispatch implements AuditRing.Handler, AutoCloseable
{
    private static final int SINK_CAPACITY = 65_536;
    private static final long LAST_LINES_MS = 1_000;
    private static final long LAST_ACTIONS_NS = 5_000_000_000L;
    private static final long LAST_ACTIONS_LOOK_NS = 1_000_000L;
    private static final long LOOK_NS = 20_000_000L;
    private static final long STOOD_STILL_NS = 1_000_000_000L;

    private final EngineParts parts;
    private final long deadlineNs;
    private final ThreadFactory factory;
    private final ActionRunner runner;
    private final ListenerWorker log;
    private final List<ListenerWorker> transitionWorkers = new CopyOnWriteArrayList<>();
    private final List<ListenerWorker> issueWorkers = new CopyOnWriteArrayList<>();
    private final Deque<TransitionEvent> held = new ArrayDeque<>();
    private final AuditThread journalThread;
    private final AuditThread dispatchThread;
    private final DeadManPulse pulse;
    private long lookedNs;

    Dispatch(final EngineParts parts, final EngineContext context, final ThreadFactory factory, final SafetyToken token)
    {
        this.parts = parts;
        this.factory = factory;
        deadlineNs = context.listenerDeadline().toNanos();
        runner = new ActionRunner(parts, factory, token, new ActionRunner.Limits(context.actionDeadline(), context.actionAttempts()));
        runner.actions(context.actions());
        // Where it goes may stand still, as a pipe that nobody reads does: a cancel-all must not wait for a line about the one before.
        log = new ListenerWorker(
            parts, factory, new ListenerWorker.Target("the log", SINK_CAPACITY, deadlineNs, true, DecisionLog::write));
        transitionWorkers.add(log);
        context.transitionListeners().forEach(this::addTransitionListener);
        context.issueListeners().forEach(this::addIssueListener);
        final NotificationSink sink = context.notificationSink();
        if (sink != NotificationSink.NONE)
        {
            // Wide, and quick by contract: whatever the disk or a listener does, people hear of what is urgent.
            final ListenerWorker worker = new ListenerWorker(parts, factory, new ListenerWorker.Target(
                "the notification sink", SINK_CAPACITY, deadlineNs, true, record -> notify(sink, record)));
            transitionWorkers.add(worker);
            issueWorkers.add(worker);
        }
        journalThread = parts.journal().present()
            ? new AuditThread(factory, "interlock-journal", parts.audit().consumer(new JournalHandler(context.journal(), parts))) : null;
        dispatchThread = new AuditThread(factory, "interlock-dispatch", parts.audit().consumer(this));
        parts.audit().allConsumers();
        pulse = new DeadManPulse(parts, factory, context.deadManSwitch(), deadlineNs);
    }

    private static void notify(final NotificationSink sink, final Object record)
    {
        if (record instanceof TransitionEvent event)
        {
            sink.transition(event);
        }
        else if (record instanceof Issue issue)
        {
            sink.issue(issue);
        }
        else if (record instanceof ActionEvent event)
        {
            sink.action(event);
        }
    }

    void start()
    {
        if (journalThread != null)
        {
            journalThread.start();
            parts.threads().add(journalThread.thread());
        }
        dispatchThread.start();
        parts.threads().add(dispatchThread.thread());
        pulse.start();
    }

    void resume(final Recovered known)
    {
        runner.resume(known);
    }

    void actions(final TradingActions actions)
    {
        runner.actions(Objects.requireNonNull(actions, "actions"));
    }

    void addTransitionListener(final TransitionListener listener)
    {
        transitionWorkers.add(new ListenerWorker(parts, factory, ListenerWorker.Target.of(name(listener), deadlineNs, record ->
        {
            if (record instanceof TransitionEvent event)
            {
                listener.onTransition(event);
            }
            else if (record instanceof ActionEvent event)
            {
                listener.onAction(event);
            }
        })));
    }

    void addIssueListener(final IssueListener listener)
    {
        issueWorkers.add(new ListenerWorker(
            parts, factory, ListenerWorker.Target.of(name(listener), deadlineNs, record -> listener.onIssue((Issue)record))));
    }

    private static String name(final Object listener)
    {
        return "listener " + listener.getClass().getName();
    }

    @Override
    public void onRecord(final Object record)
    {
        if (record instanceof TransitionEvent event)
        {
            if (event.tightens())
            {
                tell(event);
            }
            else
            {
                // Behind those that are held: where a journal is mended many are durable at once, and steps down keep their order.
                held.add(event);
                onBatchEnd();
            }
        }
        else if (record instanceof Issue issue)
        {
            issueWorkers.forEach(worker -> worker.offer(issue));
        }
        else if (record instanceof ActionEvent event)
        {
            transitionWorkers.forEach(worker -> worker.offer(event));
        }
        else if (record instanceof MetricsSample || record instanceof Sampler.State)
        {
            log.offer(record);
        }
    }

    @Override
    public void onBatchEnd()
    {
        while (!held.isEmpty() && isDurable(held.peek()))
        {
            tell(held.poll());
        }
    }

    /** Looks from outside whether a listener hangs. Watchdog thread, each millisecond: it does so now and then. */
    void look()
    {
        final long nowNs = parts.clock().nanoTime();
        if (nowNs - lookedNs >= STOOD_STILL_NS)
        {
            lookedNs = nowNs;
            pulse.stoodStill(nowNs);
            look(transitionWorkers, nowNs, true);
            look(issueWorkers, nowNs, true);
        }
        else if (nowNs - lookedNs >= LOOK_NS)
        {
            lookedNs = nowNs;
            pulse.look(nowNs);
            look(transitionWorkers, nowNs, false);
            look(issueWorkers, nowNs, false);
        }
    }

    /** No iterator and no lambda: a heap that is full must not stop the watchdog. Workers are only ever added. */
    private static void look(final List<ListenerWorker> workers, final long nowNs, final boolean stoodStill)
    {
        for (int i = 0; i < workers.size(); i++)
        {
            if (stoodStill)
            {
                workers.get(i).stoodStill(nowNs);
            }
            else
            {
                workers.get(i).look(nowNs);
            }
        }
    }

    /** With a failed journal nothing loosens, and nobody is told that it does. */
    private boolean isDurable(final TransitionEvent event)
    {
        return !parts.journal().failed() && event.sequence() <= parts.journal().durable();
    }

    private void tell(final TransitionEvent event)
    {
        if (event.tightens() && event.to().isAbove(Level.THROTTLE))
        {
            runner.run(event);
        }
        transitionWorkers.forEach(worker -> worker.offer(event));
    }

    /** By turns: what the journal's thread does; nothing where there is no journal. */
    void journalTurn()
    {
        if (journalThread != null)
        {
            journalThread.work();
        }
    }

    /** By turns: what the dispatch thread does. */
    void dispatchTurn()
    {
        dispatchThread.work();
    }

    /** By turns: what the threads of listeners do, those of transitions first; says whether there was a record for that one. */
    boolean listenerTurn(final int listener)
    {
        final int transitions = transitionWorkers.size();
        return (listener < transitions ? transitionWorkers.get(listener) : issueWorkers.get(listener - transitions)).once();
    }

    /** How many listeners there are; the notification sink counts twice, since it is told of both. */
    int listeners()
    {
        return transitionWorkers.size() + issueWorkers.size();
    }

    /** By turns: the next step of what was asked of the market. */
    boolean actionTurn()
    {
        return runner.once();
    }

    /** By turns: what the dead man's switch is told each second. */
    void pulseTurn()
    {
        pulse.pulse();
    }

    /**
     * Waits for the safety actions that are under way. How each ends is a record of this life, so before the close, while the journal's
     * thread still writes. By turns somebody else does what is left.
     *
     * @return false where one has not ended in time: the next start asks for it again, and was not planned.
     */
    boolean settle()
    {
        runner.hurry();
        final boolean ended = ByTurns.is(factory) || actionsEnd();
        if (!ended)
        {
            EngineLog.LOG.error("a safety action has not ended by the close: how it ends is not in the journal");
            parts.journal().unfinished();
        }
        return ended;
    }

    private boolean actionsEnd()
    {
        final long endNs = EngineClock.SYSTEM.nanoTime() + LAST_ACTIONS_NS;
        boolean interrupted = false;
        boolean ended = dispatchThread.isIdle() && runner.isIdle();
        while (!ended && !runner.isInside() && EngineClock.SYSTEM.nanoTime() - endNs < 0)
        {
            // Else it would not park.
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, LAST_ACTIONS_LOOK_NS);
            ended = dispatchThread.isIdle() && runner.isIdle();
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    @Override
    public void close()
    {
        // The journal first: what it makes durable last is then still told.
        if (journalThread != null)
        {
            journalThread.close();
            if (!journalThread.isFinished())
            {
                parts.journal().unfinished();
            }
        }
        dispatchThread.close();
        pulse.close();
        runner.close();
        transitionWorkers.forEach(ListenerWorker::close);
        issueWorkers.forEach(ListenerWorker::close);
        log.awaitIdle(LAST_LINES_MS);
    }
}
