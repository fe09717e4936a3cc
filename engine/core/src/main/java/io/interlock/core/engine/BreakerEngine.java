package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.EngineDirectory;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.IssueListener;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.ExplainText;
import io.interlock.core.status.IssueList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;

/**
 * A running circuit breaker: scopes with their gates and reporters, the operator desk, status. Usable by itself; what it does to the
 * market it does through {@link TradingActions}.
 *
 * <p>Threading: any thread but a trading one, which uses what {@link Scope} hands out.
 */
public final class BreakerEngine implements AutoCloseable
{
    private final EngineParts parts;
    private final ReporterPool reporters;
    private final ScopeMaker scopes;
    private final OperatorDesk desk;
    private final Dispatch dispatch;
    private final EngineThreads threads;
    private final BreakerAgent breaker;
    private final Watchdog watchdog;
    private final EngineDirectory directory;
    private final CommandSlotService slotService;
    private final NoticeDesk notices;
    private final long deadlineNs;
    private volatile boolean closed;

    private BreakerEngine(final EngineContext context, final EngineDirectory directory)
    {
        this.directory = directory;
        final List<MappedScope> found = EngineFiles.leftBehind(directory);
        parts = new EngineParts(context.config(), context.clock(), context.journal(), ByTurns.auditSlots(context.threadFactory()));
        deadlineNs = context.commandDeadline().toNanos();
        final int capacity = context.config().engine().maxScopes();
        final Recovered known = EngineFiles.joined(found, EngineFiles.recovered(context.recovery()));
        final long left = known.scopes().stream().map(ScopeVital::scope).distinct().count();
        if (left > capacity)
        {
            throw new EngineException("the engine left " + left + " scopes behind in " + directory.path()
                + ", but engine.max-scopes is " + capacity + ": raise it, nothing that was restricted is forgotten");
        }
        parts.dumps(Dumps.of(parts, context));
        reporters = new ReporterPool(parts);
        scopes = new ScopeMaker(parts, reporters, path -> ExplainText.explain(status(), path));
        parts.registry(new ScopeRegistry(parts.words(), parts.criticals(), capacity, scopes::make));
        desk = new OperatorDesk(parts, deadlineNs);
        final GateFile file = directory == null ? null
            : new GateFile(directory.path(), capacity, parts.boot(), context.clock().wallMs(), parts.originNs());
        breaker = new BreakerAgent(parts, new EngineMirror(parts, file), context.inputs());
        final Recovered restored = new Recovery(breaker).restore(known, JournalHandler.isHealthy(context.journal(), parts));
        context.journal().clock(() -> parts.clock().nanoTime() - parts.originNs());
        // The journal first, and only then the file that the next launch reads (DESIGN, after a crash).
        JournalHandler.keep(context.journal(), parts, known, restored);
        restored.findings().forEach(finding ->
        {
            parts.raise("RECOVERY", "", finding);
            EngineLog.LOG.warn("recovery: {}", finding);
        });
        if (file != null)
        {
            file.publish();
            parts.registry().marks(EngineFiles.marks(file));
        }
        parts.words().lower(0, GuardWord.RECOVERING);
        final ThreadFactory factory = context.threadFactory() == null ? EngineThreads::daemon : context.threadFactory();
        dispatch = new Dispatch(parts, context, factory, parts.token());
        dispatch.resume(known);
        watchdog = new Watchdog(parts);
        notices = new NoticeDesk(parts, context.notificationSink(), factory);
        slotService = file == null ? null : new CommandSlotService(parts, file.commandSlot(), desk, notices, factory, context);
        watchdog.addChore(dispatch::look);
        if (slotService != null)
        {
            watchdog.addChore(slotService);
        }
        threads = new EngineThreads(parts, factory, context.invoked());
        parts.pump(context.invoked() ? breaker::doWork : null);
        parts.dumps().start(breaker, factory);
        threads.start(breaker, watchdog, dispatch);
    }

    /**
     * Starts an engine with null objects for all ports.
     *
     * @param config    thresholds and policies.
     * @param directory holds gate.dat and the lock file; created 0700 if absent. Null: nothing survives.
     * @return running; levels and overrides as they were.
     * @throws EngineException naming what is in the way; nothing is loosened by trying again.
     */
    public static BreakerEngine launch(final BreakerConfig config, final Path directory)
    {
        return launch(new EngineContext().config(config).directory(directory));
    }

    /**
     * Starts an engine.
     *
     * @param context what it is started with; concluded here.
     * @return running; levels and overrides as they were.
     * @throws EngineException naming all that is in the way; nothing is loosened by trying again.
     */
    public static BreakerEngine launch(final EngineContext context)
    {
        Preflight.check();
        context.conclude();
        EngineDirectory held = null;
        try
        {
            held = context.directory() == null ? null : EngineDirectory.acquire(context.directory());
            return new BreakerEngine(context, held);
        }
        catch (final Throwable refused)
        {
            throw EngineFiles.released(held, refused);
        }
    }

    /**
     * The scope of a path; made, with its parents, where there is none. Waits up to a second until its gate is live.
     *
     * @param path parts separated by {@code /}; {@code ""} is the root.
     * @return always the same for a path.
     * @throws IllegalArgumentException for an empty part, or more than 120 bytes.
     * @throws ScopeLimitException      at {@code engine.max-scopes}, the root counted.
     * @throws EngineException          when the breaker thread does not answer; the gate refuses until it does.
     */
    public Scope scope(final String path)
    {
        return scopes.live(path);
    }

    /**
     * A scope that exists.
     *
     * @param path {@code ""} is the root.
     * @return null where there is none: nothing is made.
     */
    public Scope find(final String path)
    {
        return parts.registry().find(path);
    }

    /**
     * The scope above all others.
     *
     * @return always the same.
     */
    public Scope root()
    {
        return scope("");
    }

    /**
     * Where operators command.
     *
     * @return always the same.
     */
    public OperatorDesk desk()
    {
        return desk;
    }

    /**
     * Sets what the host can do about orders and positions, in place of what was there. The first that are set are asked at once for what
     * the scopes now at HALT or above want, a restart's included.
     *
     * @param actions not null.
     */
    public void actions(final TradingActions actions)
    {
        dispatch.actions(actions);
    }

    /**
     * Sets who tells an emergency dump which orders are open and which positions there are, in place of who did.
     *
     * @param source not null.
     */
    public void exposure(final ExposureSource source)
    {
        parts.dumps().exposure(source);
    }

    /**
     * Adds a listener to transitions, told from now on, on a worker of its own.
     *
     * @param listener not null.
     */
    public void addTransitionListener(final TransitionListener listener)
    {
        dispatch.addTransitionListener(listener);
    }

    /**
     * Adds a listener to issues, told from now on, on a worker of its own.
     *
     * @param listener not null.
     */
    public void addIssueListener(final IssueListener listener)
    {
        dispatch.addIssueListener(listener);
    }

    /**
     * How everything is.
     *
     * @return a consistent copy made on the breaker thread; where that does not answer, what the gate words say, marked stale.
     */
    public EngineStatus status()
    {
        final EngineStatus status = ask(StatusBuilder.request());
        return status == null ? StatusBuilder.fromWords(parts) : status;
    }

    /**
     * How the engine's own parts are.
     *
     * @return as any thread sees it: the breaker thread is not asked.
     */
    public EngineVitals vitals()
    {
        return StatusBuilder.vitals(parts);
    }

    /**
     * The engine's threads that have ended though they should live as long as it does.
     *
     * @return names; empty where all live, and once the engine is being closed.
     */
    public List<String> endedThreads()
    {
        return parts.threads().ended();
    }

    private <T> T ask(final Request<T> request)
    {
        return closed ? null : parts.ask(request, EngineClock.SYSTEM.nanoTime() + deadlineNs);
    }

    /**
     * Issues of the last while, oldest first.
     *
     * @param back how far.
     * @return says whether the bounded log still reaches back that far.
     */
    public IssueList issues(final Duration back)
    {
        return parts.issues().since(parts.clock().wallMs() - back.toMillis());
    }

    /**
     * Raises an issue of the host's own: it is listed, journaled and told as every other.
     *
     * @param type    in capitals, as {@code JOURNAL_SPACE}.
     * @param scope   path; {@code ""} is the root.
     * @param details for a person: what is wrong and what to do.
     */
    public void raise(final String type, final String scope, final String details)
    {
        parts.raise(type, scope, details);
    }

    /**
     * Has the journal keep what became of a notification; counted as lost where the audit ring is full: a restart then sends it again.
     *
     * @param record what happened; any thread but a trading one.
     */
    public void notice(final NoticeRecord record)
    {
        parts.audit().offerOrCount(record);
    }

    /**
     * Has the journal keep that somebody asked for something; counted as lost where the audit ring is half full.
     *
     * @param record who, what and what became of it; any thread but a trading one.
     */
    public void attempted(final AttemptRecord record)
    {
        parts.audit().offerOrCount(record);
    }

    /**
     * Passes on what an operator says of notifications.
     *
     * @param command what is asked for.
     * @return its answer, within two seconds.
     */
    public NoticeCommand.Answer notice(final NoticeCommand command)
    {
        return notices.command(command);
    }

    /**
     * Returns when every report made before the call has been judged.
     *
     * @throws EngineException when the breaker thread does not get there in time.
     */
    public void drain()
    {
        if (ask(new DrainRequest()) == null)
        {
            throw new EngineException(
                "the breaker thread did not judge everything within " + TimeUnit.NANOSECONDS.toMillis(deadlineNs) + " ms");
        }
    }

    /**
     * What the engine's own safety orders carry.
     *
     * @return this engine's; another's opens nothing here.
     */
    public SafetyToken safetyToken()
    {
        return parts.token();
    }

    /**
     * Stops the engine, after it has judged what was reported; its gates refuse OPEN from then on. Safety actions that were asked for are
     * done; those under way are waited for, 5 s at most: if one has not ended then, the next start is unplanned, the file says no close.
     */
    @Override
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        parts.words().raise(0, GuardWord.CLOSED);
        // What was reported before the close still counts: it is judged, and gate.dat carries it.
        final boolean drained = ask(new DrainRequest()) != null;
        closed = true;
        final boolean settled = dispatch.settle() && drained;
        threads.close();
        threads.lastLook(breaker, dispatch.settle() && settled);
        parts.dumps().close();
        dispatch.close();
        notices.close();
        CloseHelper.closeAll(slotService, directory);
    }

    EngineParts parts()
    {
        return parts;
    }

    ReporterPool reporters()
    {
        return reporters;
    }

    BreakerAgent breaker()
    {
        return breaker;
    }

    Watchdog watchdog()
    {
        return watchdog;
    }

    EngineThreads threads()
    {
        return threads;
    }

    Dispatch dispatch()
    {
        return dispatch;
    }

    EngineDirectory directory()
    {
        return directory;
    }
}
