package io.interlock.core.engine;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.text.CleanText;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Does what a level asks of the market (SEMANTICS 5), once for each transition, a step at a time: two flattens at once could both close
 * the same position. The stricter level goes first; a running step keeps it waiting for no longer than that step's deadline. A step that
 * hangs is given up at its deadline, kept from here, and its thread is left behind. Nothing of the host's runs on the thread that keeps
 * the deadlines, its stages and its exceptions' texts neither. While the host has set no actions, what is asked for waits for them: a HALT
 * that comes before the gateway is ready is acted on once it is.
 *
 * <p>Threading: {@link #run(TransitionEvent)} from the dispatch thread; steps on workers of its own.
 */
final class ActionRunner implements AutoCloseable
{
    private static final String NO_MEMORY = EngineLog.held("there is no memory to act: it is tried again");
    private static final String WHERE = EngineLog.held("OutOfMemoryError in a safety action");
    private static final String GOES_ON = EngineLog.goesOn("interlock-actions");
    private static final long RETRY_NS = 50_000_000L;

    private final EngineParts parts;
    private final SafetyToken token;
    private final Limits limits;
    private final Executor workers;
    private final boolean turns;
    private final Thread thread;
    private final PriorityQueue<ActionPlan> plans = new PriorityQueue<>(
        Comparator.comparing((ActionPlan plan) -> plan.order().level()).reversed().thenComparing(plan -> plan.order().rank()));
    private final Set<String> known = new HashSet<>();
    private volatile TradingActions actions = TradingActions.NONE;
    /** Steps that no other waits for, and that run now. */
    private final AtomicInteger beside = new AtomicInteger();
    /** Set on a worker while it is in the host's code. */
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
    private boolean closed;
    private boolean hurries;

    /** Time that each action has in all, and how often it is tried within it. */
    record Limits(Duration deadline, int attempts)
    {
    }

    ActionRunner(final EngineParts parts, final ThreadFactory factory, final SafetyToken token, final Limits limits)
    {
        this.parts = parts;
        this.token = token;
        this.limits = limits;
        turns = ByTurns.is(factory);
        workers = turns ? Runnable::run : Executors.newCachedThreadPool(work ->
        {
            final Thread worker = factory.newThread(work);
            worker.setName("interlock-action");
            return worker;
        });
        thread = factory.newThread(this::loop);
        thread.setName("interlock-actions");
        thread.start();
        parts.threads().add(thread);
    }

    /** What was asked for while there was nobody to do it is done now, where its scope is still at HALT or above. */
    synchronized void actions(final TradingActions value)
    {
        if (actions == TradingActions.NONE)
        {
            plans.removeIf(plan -> !isStillWanted(plan.order().scope()));
        }
        actions = value;
        notifyAll();
    }

    private boolean isStillWanted(final String path)
    {
        final Scope scope = parts.registry().find(path);
        return scope == null || scope.level().isAbove(Level.THROTTLE);
    }

    /** Queues what a transition to HALT or SHUTDOWN asks for; a transition that was queued before is not queued again. */
    void run(final TransitionEvent event)
    {
        add(ActionPlan.Order.of(event));
    }

    /** Queues again what scopes that come out of a restart at HALT or above had asked for: nobody knows how far it had come. */
    void resume(final Recovered known)
    {
        final Map<String, Level> levels = new LinkedHashMap<>();
        known.scopes().forEach(scope -> levels.merge(scope.scope(), scope.vital().level(), Level::max));
        levels.forEach((path, level) ->
        {
            if (level.isAbove(Level.THROTTLE))
            {
                add(new ActionPlan.Order(parts.bootId() + "-resumed-" + path, path, level, 0, true));
            }
        });
    }

    private synchronized void add(final ActionPlan.Order order)
    {
        if (!closed && !known.contains(order.id()))
        {
            if (actions == TradingActions.NONE)
            {
                // While nobody acts, the latest of a scope is enough: the list must not grow with every halt. What a former life left
                // open is not among what a later halt would cancel, so that stays.
                plans.removeIf(plan -> !plan.order().resumed() && plan.order().scope().equals(order.scope())
                    && !plan.order().level().isAbove(order.level()));
            }
            final boolean flatten = order.level() == Level.HALT || parts.config().scope(order.scope()).policy().shutdown().flatten();
            plans.add(new ActionPlan(order, flatten));
            // Last: what throws before for want of memory is asked for again, and to do it twice does no harm.
            known.add(order.id());
            notifyAll();
        }
    }

    private synchronized ActionPlan next()
    {
        while ((plans.isEmpty() || actions == TradingActions.NONE) && !closed)
        {
            try
            {
                wait();
            }
            catch (final InterruptedException stray)
            {
                // Whoever sent it: nobody else would cancel. The close says so by a field.
                continue;
            }
        }
        return actions == TradingActions.NONE ? null : plans.peek();
    }

    private synchronized void finished(final ActionPlan plan)
    {
        plans.remove(plan);
    }

    /** Nobody but {@link #close()} ends this thread, the only one that cancels. */
    private void loop()
    {
        // Looks anew before each step, so that a stricter level's plan comes in between.
        for (ActionPlan plan = next(); plan != null; plan = next())
        {
            step(plan);
        }
    }

    private void step(final ActionPlan plan)
    {
        final ActionPlan.Step step = plan.nextStep();
        if (step == null)
        {
            finished(plan);
        }
        else
        {
            perform(plan, step);
        }
    }

    /** Does the next step, by turns: where there is one; says whether. */
    boolean once()
    {
        final ActionPlan plan;
        synchronized (this)
        {
            plan = actions == TradingActions.NONE ? null : plans.peek();
        }
        if (plan != null)
        {
            step(plan);
        }
        return plan != null;
    }

    /**
     * Where there is no memory it is tried until there is: this thread is the only one that cancels. To do a step again does no harm. What
     * else throws here is tried as often as an action is, and then the next step has its turn.
     */
    private void perform(final ActionPlan plan, final ActionPlan.Step step)
    {
        boolean done = false;
        for (int thrown = 0; !done && thrown < limits.attempts();)
        {
            try
            {
                if (step.awaited())
                {
                    run(plan, step);
                }
                else
                {
                    if (step.name().equals(ActionPlan.SAVE_AGAIN))
                    {
                        parts.dumps().actionsDone(plan.order());
                    }
                    runBeside(plan, step);
                }
                done = true;
            }
            catch (final OutOfMemoryError full)
            {
                parts.reserve().release();
                parts.hostErrors().thrown(full, WHERE);
                EngineLog.error(NO_MEMORY, full);
                LockSupport.parkNanos(this, RETRY_NS);
            }
            catch (final Throwable strange)
            {
                thrown++;
                EngineLog.error(GOES_ON, strange);
                LockSupport.parkNanos(this, RETRY_NS);
            }
        }
    }

    private void runBeside(final ActionPlan plan, final ActionPlan.Step step)
    {
        beside.incrementAndGet();
        boolean runs = false;
        try
        {
            workers.execute(() ->
            {
                try
                {
                    run(plan, step);
                }
                finally
                {
                    beside.decrementAndGet();
                }
            });
            runs = true;
        }
        finally
        {
            if (!runs)
            {
                beside.decrementAndGet();
            }
        }
    }

    private void run(final ActionPlan plan, final ActionPlan.Step step)
    {
        final ActionPlan.Order order = plan.order();
        final String id = order.id() + '-' + step.name();
        final ActionContext context =
            new ActionContext(id, order.scope(), order.level(), token, limits.deadline().toNanos(), order.resumed());
        final long endNs = EngineClock.SYSTEM.nanoTime() + limits.deadline().toNanos();
        boolean last = false;
        for (int attempt = 1; attempt <= limits.attempts() && !last; attempt++)
        {
            tell(id, step, order, ActionEvent.Stage.STARTED, attempt, "");
            final ActionOutcome outcome = ActionOutcome.await(call(step, context), endNs);
            if (outcome == null)
            {
                tell(id, step, order, ActionEvent.Stage.TIMED_OUT, attempt, "no answer within " + limits.deadline().toMillis() + " ms");
                return;
            }
            if (outcome.done())
            {
                tell(id, step, order, ActionEvent.Stage.SUCCEEDED, attempt, outcome.words());
                return;
            }
            // Without time for the pause and the call there is no use in another one, which would run beside the next step.
            last = attempt == limits.attempts()
                || !turns && endNs - EngineClock.SYSTEM.nanoTime() <= 2 * RetryPause.ns(attempt);
            tell(id, step, order, last ? ActionEvent.Stage.FAILED : ActionEvent.Stage.RETRIED, attempt, outcome.words());
            pause(plan, last ? 0 : RetryPause.ns(attempt));
        }
    }

    /**
     * What fails at once, as a venue that is busy for a moment, is given time before it is asked again. Other plans wait as long; a
     * stricter one ends the pause, and so does a close.
     */
    private synchronized void pause(final ActionPlan plan, final long ns)
    {
        final long startNs = EngineClock.SYSTEM.nanoTime();
        for (long left = ns; left > 0 && !turns && !hurries && plans.peek() == plan;
            left = ns - (EngineClock.SYSTEM.nanoTime() - startNs))
        {
            try
            {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            catch (final InterruptedException stray)
            {
                // Nobody else would ask again; the pause is over when its time is.
                continue;
            }
        }
    }

    /** An engine that is being closed has no time for pauses. */
    synchronized void hurry()
    {
        hurries = true;
        notifyAll();
    }

    /** Has a worker call the host; what it answers with is listened to there as well. */
    private CompletableFuture<ActionOutcome> call(final ActionPlan.Step step, final ActionContext context)
    {
        final CompletableFuture<ActionOutcome> outcome = new CompletableFuture<>();
        workers.execute(() ->
        {
            inside.set(true);
            try
            {
                step.call(actions, context).whenComplete((answer, thrown) -> settle(outcome, answer, thrown));
            }
            catch (final Throwable thrown)
            {
                settle(outcome, null, thrown);
            }
            finally
            {
                inside.remove();
                // Of the host's: this worker may serve another step.
                Thread.interrupted();
            }
        });
        return outcome;
    }

    /** What the engine makes of an error of the host's comes first: there may be no memory for more. */
    private void settle(final CompletableFuture<ActionOutcome> outcome, final String answer, final Throwable thrown)
    {
        parts.hostErrors().thrown(thrown, WHERE);
        ActionOutcome.settle(outcome, answer, thrown);
    }

    private void tell(
        final String id, final ActionPlan.Step step, final ActionPlan.Order order, final ActionEvent.Stage stage, final int attempt,
        final String details)
    {
        final ActionEvent told = new ActionEvent(id, step.name(), order.scope(), stage, attempt, parts.clock().wallMs(), details);
        if (!parts.audit().offer(told))
        {
            EngineLog.LOG.error("the audit ring is full: not journaled: {}", CleanText.replaced(told.toString(), '?'));
        }
        if (stage == ActionEvent.Stage.FAILED || stage == ActionEvent.Stage.TIMED_OUT)
        {
            parts.raise("ACTION_" + stage, order.scope(), step.name() + ": " + details);
        }
    }

    /** Calls one action. */
    interface Call
    {
        CompletionStage<String> call(TradingActions actions, ActionContext context);
    }

    /** Nothing is asked of the market now, and all that was has an end that is told. What waits for a host's actions is not asked for. */
    synchronized boolean isIdle()
    {
        return (actions == TradingActions.NONE || plans.isEmpty()) && beside.get() == 0;
    }

    /** Whether the calling thread runs an action of the host's, which cannot end before the caller does. */
    boolean isInside()
    {
        return Boolean.TRUE.equals(inside.get());
    }

    /** Takes nothing new; what was asked for is still done, since nobody else would cancel what is open. */
    @Override
    public synchronized void close()
    {
        closed = true;
        notifyAll();
    }
}
