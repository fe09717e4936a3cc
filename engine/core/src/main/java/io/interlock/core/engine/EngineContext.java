package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.port.DeadManSwitch;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.IssueListener;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.RecoverySource;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.port.TransitionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * What an engine is started with. Mutable until {@link BreakerEngine#launch(EngineContext)} concludes it, once, naming all that is wrong.
 *
 * <p>Threading: one thread, before the launch.
 */
public final class EngineContext
{
    private final List<TransitionListener> transitionListeners = new ArrayList<>();
    private final List<IssueListener> issueListeners = new ArrayList<>();
    private BreakerConfig config;
    private Path directory;
    private EngineClock clock = EngineClock.SYSTEM;
    private TransitionJournal journal = TransitionJournal.NONE;
    private RecoverySource recovery = RecoverySource.NONE;
    private InputRecorder inputs = InputRecorder.NONE;
    private NotificationSink notificationSink = NotificationSink.NONE;
    private TradingActions actions = TradingActions.NONE;
    private ExposureSource exposure = ExposureSource.NONE;
    private DeadManSwitch deadManSwitch = DeadManSwitch.NONE;
    private Duration actionDeadline = Duration.ofSeconds(10);
    private Duration listenerDeadline = Duration.ofSeconds(5);
    private Duration commandDeadline = Duration.ofSeconds(1);
    private int actionAttempts = 3;
    private CommandRule commandRule = CommandRule.NONE;
    private ThreadFactory threadFactory;
    private boolean invoked;
    private boolean concluded;

    /** Null objects everywhere; a configuration must be set. */
    public EngineContext()
    {
        // Setters do the rest.
    }

    /**
     * Thresholds and policies; required.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext config(final BreakerConfig value)
    {
        config = value;
        return this;
    }

    /**
     * Where gate.dat and the lock file are.
     *
     * @param value null: anonymous memory, nothing survives.
     * @return this.
     */
    public EngineContext directory(final Path value)
    {
        directory = value;
        return this;
    }

    /**
     * Where time is read.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext clock(final EngineClock value)
    {
        clock = value;
        return this;
    }

    /**
     * What keeps decisions.
     *
     * @param value {@link TransitionJournal#NONE}: all is durable at once.
     * @return this.
     */
    public EngineContext journal(final TransitionJournal value)
    {
        journal = value;
        return this;
    }

    /**
     * What else knows of former lives, beside {@code gate.dat}.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext recovery(final RecoverySource value)
    {
        recovery = value;
        return this;
    }

    /**
     * What keeps the inputs of the state machine, for replay.
     *
     * @param value not null; {@link InputRecorder#NONE} keeps nothing.
     * @return this.
     */
    public EngineContext inputs(final InputRecorder value)
    {
        inputs = value;
        return this;
    }

    /**
     * Where notifications go.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext notificationSink(final NotificationSink value)
    {
        notificationSink = value;
        return this;
    }

    /**
     * How long one call of a listener may take. One that takes longer is reported and given up, and the next goes to another thread.
     *
     * @param value above 0; 5 s where nothing is said.
     * @return this.
     */
    public EngineContext listenerDeadline(final Duration value)
    {
        listenerDeadline = value;
        return this;
    }

    /**
     * What the host can do about orders and positions.
     *
     * @param value not null; {@link BreakerEngine#actions(TradingActions)} replaces it later.
     * @return this.
     */
    public EngineContext actions(final TradingActions value)
    {
        actions = value;
        return this;
    }

    /**
     * Who tells an emergency dump which orders are open and which positions there are.
     *
     * @param value not null; {@link BreakerEngine#exposure(ExposureSource)} replaces it later.
     * @return this.
     */
    public EngineContext exposure(final ExposureSource value)
    {
        exposure = value;
        return this;
    }

    /**
     * The time that each safety action has, and how often it is tried within it.
     *
     * @param deadline above 0.
     * @param attempts at least 1.
     * @return this.
     */
    public EngineContext actionLimits(final Duration deadline, final int attempts)
    {
        actionDeadline = deadline;
        actionAttempts = attempts;
        return this;
    }

    /**
     * How long the desk, {@code drain} and {@code status} wait for the breaker thread.
     *
     * @param deadline above 0.
     * @return this.
     */
    public EngineContext commandDeadline(final Duration deadline)
    {
        commandDeadline = deadline;
        return this;
    }

    /**
     * Adds a listener to transitions.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext addTransitionListener(final TransitionListener value)
    {
        transitionListeners.add(value);
        return this;
    }

    /**
     * Adds a listener to issues.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext addIssueListener(final IssueListener value)
    {
        issueListeners.add(value);
        return this;
    }

    /**
     * The venue's dead man's switch.
     *
     * @param value not null.
     * @return this.
     */
    public EngineContext deadManSwitch(final DeadManSwitch value)
    {
        deadManSwitch = value;
        return this;
    }

    /**
     * What is asked before a command of the slot loosens something.
     *
     * @param value not null; {@link CommandRule#NONE} holds nothing.
     * @return this.
     */
    public EngineContext commandRule(final CommandRule value)
    {
        commandRule = value;
        return this;
    }

    /**
     * Makes all threads of the engine.
     *
     * @param value null: daemon threads of its own naming.
     * @return this.
     */
    public EngineContext threadFactory(final ThreadFactory value)
    {
        threadFactory = value;
        return this;
    }

    /**
     * Starts neither breaker nor watchdog thread: a test calls their work itself.
     *
     * @param value true for tests.
     * @return this.
     */
    EngineContext invoked(final boolean value)
    {
        invoked = value;
        return this;
    }

    /**
     * Checks everything once.
     *
     * @return this.
     * @throws EngineException naming all that is wrong.
     */
    EngineContext conclude()
    {
        final List<String> errors = ContextCheck.errors(this);
        if (concluded)
        {
            errors.add(0, "this context has already started an engine: use a new one for each");
        }
        if (!errors.isEmpty())
        {
            throw new EngineException("the engine cannot start: " + String.join("; ", errors));
        }
        concluded = true;
        return this;
    }

    BreakerConfig config()
    {
        return config;
    }

    Path directory()
    {
        return directory;
    }

    EngineClock clock()
    {
        return clock;
    }

    TransitionJournal journal()
    {
        return journal;
    }

    RecoverySource recovery()
    {
        return recovery;
    }

    InputRecorder inputs()
    {
        return inputs;
    }

    NotificationSink notificationSink()
    {
        return notificationSink;
    }

    /** Who acts; {@link TradingActions#NONE} where nobody does. @return never null. */
    public TradingActions actions()
    {
        return actions;
    }

    ExposureSource exposure()
    {
        return exposure;
    }

    DeadManSwitch deadManSwitch()
    {
        return deadManSwitch;
    }

    Duration listenerDeadline()
    {
        return listenerDeadline;
    }

    Duration actionDeadline()
    {
        return actionDeadline;
    }

    int actionAttempts()
    {
        return actionAttempts;
    }

    Duration commandDeadline()
    {
        return commandDeadline;
    }

    List<TransitionListener> transitionListeners()
    {
        return transitionListeners;
    }

    List<IssueListener> issueListeners()
    {
        return issueListeners;
    }

    CommandRule commandRule()
    {
        return commandRule;
    }

    ThreadFactory threadFactory()
    {
        return threadFactory;
    }

    boolean invoked()
    {
        return invoked;
    }
}
