package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.console.metrics.MetricsContext;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.EngineException;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.Scope;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.IssueListener;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.status.EngineStatus;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.replay.ReportInputs;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.delivery.NotifyCenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A circuit breaker that remembers: the engine, and a journal of what it decided. After a crash each scope is as severe as the most severe
 * of journal, state file and {@code gate.dat} says (DESIGN, after a crash).
 *
 * <p>Threading: as {@link BreakerEngine}; closing by any thread but a trading one, where who comes second waits.
 */
public final class Interlock implements AutoCloseable
{
    private static final String PRESET = "production";

    private final BreakerEngine engine;
    private final FileJournal journal;
    private final Beside beside;
    private final GatewayAsker gateway = new GatewayAsker();
    private final ConfigReloads reloads;
    private HostService console = HostService.NONE;
    /** Null where the journal is not in a directory. */
    private HealthWatch health;
    private boolean closed;

    private Interlock(final BreakerEngine engine, final FileJournal journal, final Beside beside)
    {
        this.engine = engine;
        this.journal = journal;
        this.beside = beside;
        reloads = new ConfigReloads(engine);
    }

    /**
     * Starts from a configuration file.
     *
     * @param config    YAML; where it names no preset, {@code production} holds.
     * @param directory of the data, for this engine alone; made 0700 where there is none.
     * @return running; levels and overrides as they were.
     * @throws io.interlock.config.ConfigException naming every error of the file.
     * @throws EngineException                     naming what is in the way; nothing is loosened by trying again.
     */
    public static Interlock launch(final Path config, final Path directory)
    {
        final Interlock interlock = launch(ConfigLoader.load(config, PRESET), directory);
        interlock.reloadsFrom(config, PRESET);
        return interlock;
    }

    /**
     * Starts from a configuration.
     *
     * @param config    thresholds and policies.
     * @param directory of the data, for this engine alone; made 0700 where there is none.
     * @return running; levels and overrides as they were.
     * @throws EngineException naming what is in the way; nothing is loosened by trying again.
     */
    public static Interlock launch(final BreakerConfig config, final Path directory)
    {
        return launch(config, directory, new EngineContext());
    }

    /**
     * Starts with more than a configuration says: listeners that hear of the first transition, limits of actions, a clock.
     *
     * @param config    thresholds and policies.
     * @param directory of the data, for this engine alone; made 0700 where there is none.
     * @param context   for this launch alone; its configuration, directory, journal and recovery are set here.
     * @return running; levels and overrides as they were.
     * @throws EngineException naming what is in the way; nothing is loosened by trying again.
     */
    public static Interlock launch(final BreakerConfig config, final Path directory, final EngineContext context)
    {
        return launch(config, directory, context, List.of());
    }

    /**
     * Starts with notification channels that the host wrote, beside those of the configuration.
     *
     * @param config    thresholds and policies.
     * @param directory of the data, for this engine alone; made 0700 where there is none.
     * @param context   for this launch alone; its configuration, directory, journal, recovery and notification sink are set here.
     * @param channels  each with a name of its own; closed with the engine.
     * @return running; levels and overrides as they were.
     * @throws EngineException naming what is in the way; nothing is loosened by trying again.
     */
    public static Interlock launch(
        final BreakerConfig config, final Path directory, final EngineContext context, final List<ChannelEntry> channels)
    {
        final FileJournal journal;
        final FileJournal.Settings settings;
        try
        {
            settings = JournalSetup.settings(config);
            journal = FileJournal.open(directory, settings, JournalSetup.files(config.journal().files()));
        }
        catch (final IOException | IllegalStateException | GateFileException refused)
        {
            throw new EngineException("the journal in " + directory + " cannot be opened: " + Recording.why(refused), refused);
        }
        final Recording.Opened recording = Recording.tryOpen(config, directory);
        final InputLog inputs = recording.log();
        final AtomicReference<BreakerEngine> engine = new AtomicReference<>();
        final ShutdownReport report = new ShutdownReport(directory, config, settings.key(), ReportInputs.SOURCE, what ->
        {
            if (engine.get() != null)
            {
                engine.get().raise("REPORT", "", what);
            }
        });
        final HostNotifications notifications = HostNotifications.open(config, directory, channels, journal, inputs);
        final RunningActions actions = new RunningActions();
        if (config.console().enabled())
        {
            context.addTransitionListener(actions);
        }
        final HostOperators operators = HostOperators.open(config, directory);
        final Interlock interlock = launch(
            context.config(config).directory(directory).addTransitionListener(report).notificationSink(notifications.sink())
                .commandRule(operators.second()), journal, new Beside(inputs, report, notifications, operators));
        engine.set(interlock.engine);
        operators.start(interlock.engine);
        interlock.reloads.twoPersons(operators.second().isNeeded());
        if (recording.trouble() != null)
        {
            interlock.engine.raise("RECORDING", "", recording.trouble());
        }
        interlock.gateway.acts(context.actions() != TradingActions.NONE);
        interlock.health = new HealthWatch(
            interlock.engine, new JvmReadings(directory, interlock.engine::endedThreads), Runtime.getRuntime()::halt).start();
        interlock.serve(config, directory, actions);
        return interlock;
    }

    /** Last: whoever asks finds an engine that is whole. */
    private void serve(final BreakerConfig config, final Path directory, final RunningActions actions)
    {
        console = HostService.start(config, directory, new HostConsole(
            engine, journal, beside.notifications().center(), reloads,
            new HostConsole.Others(actions, gateway, beside.operators(), health)));
    }

    /** With any journal, which is closed with the engine, and also where that does not start. Tests let its storage fail. */
    static Interlock launch(final EngineContext context, final FileJournal journal)
    {
        return launch(context, journal, Beside.NOTHING);
    }

    static Interlock launch(final EngineContext context, final FileJournal journal, final Beside beside)
    {
        final InputLog inputs = beside.inputs();
        try
        {
            final BreakerEngine engine = BreakerEngine.launch(
                context.journal(journal).recovery(journal).inputs(inputs == null ? InputRecorder.NONE : inputs));
            journal.troubles(issue -> engine.raise(issue.issueType(), issue.scope(), issue.details()));
            if (inputs != null)
            {
                inputs.troubles(issue -> engine.raise(issue.issueType(), issue.scope(), issue.details()));
            }
            if (beside.notifications() != null)
            {
                beside.notifications().start(engine);
            }
            return new Interlock(engine, journal, beside);
        }
        catch (final RuntimeException | Error refused)
        {
            beside.close(journal);
            throw refused;
        }
    }

    /**
     * The scope of a path, see {@link BreakerEngine#scope(String)}.
     *
     * @param path parts separated by {@code /}; {@code ""} is the root.
     * @return always the same for a path.
     */
    public Scope scope(final String path)
    {
        return engine.scope(path);
    }

    /**
     * The operator's desk.
     *
     * @return one for all.
     */
    public OperatorDesk desk()
    {
        return engine.desk();
    }

    /**
     * Says which file the engine was started from: a local operator can have it read again ({@code interlock config reload}). Not needed
     * after {@link #launch(Path, Path)}.
     *
     * @param config a YAML file.
     * @param preset holds where the file names none; also for a configuration that is sent over HTTP.
     */
    public void reloadsFrom(final Path config, final String preset)
    {
        reloads.from(config, preset);
    }

    /**
     * What the host can do about its orders and positions.
     *
     * @param actions replaces those before.
     */
    public void actions(final TradingActions actions)
    {
        engine.actions(actions);
        gateway.acts(actions != TradingActions.NONE);
    }

    /**
     * Who tells an emergency dump which orders are open and which positions there are.
     *
     * @param source replaces the one before.
     */
    public void exposure(final ExposureSource source)
    {
        engine.exposure(source);
    }

    /**
     * Who tells of orders and positions for the console's status.
     *
     * @param view replaces the one before; asked from time to time, by one thread.
     */
    public void gateway(final GatewayView view)
    {
        gateway.view(view);
    }

    /**
     * Where its console is.
     *
     * @return empty where none is configured, or it could not be started: the issue {@code CONSOLE_START} says why.
     */
    public Optional<ConsoleInfo> console()
    {
        return Optional.ofNullable(console.info());
    }

    /**
     * The file with the first tokens, where this start made them for the two-person rule; {@link ConsoleInfo#tokens()} says so for a
     * console. Its path is for whoever started the engine, its contents for nobody else.
     *
     * @return empty where there is no such rule, or there were tokens before.
     */
    public Optional<Path> madeTokens()
    {
        return Optional.ofNullable(beside.operators() == null ? null : beside.operators().made());
    }

    /**
     * What its metrics are made of.
     *
     * @return for a {@code InterlockMeterBinder} of the host's own registry.
     */
    public MetricsContext metrics()
    {
        return console.metrics();
    }

    /**
     * Tells every transition and action.
     *
     * @param listener has a thread of its own.
     */
    public void addTransitionListener(final TransitionListener listener)
    {
        engine.addTransitionListener(listener);
    }

    /**
     * Tells every issue.
     *
     * @param listener has a thread of its own.
     */
    public void addIssueListener(final IssueListener listener)
    {
        engine.addIssueListener(listener);
    }

    /**
     * The state of all scopes.
     *
     * @return a snapshot.
     */
    public EngineStatus status()
    {
        return engine.status();
    }

    /** Returns when every report made before it has been judged. For tests and drills. */
    public void drain()
    {
        engine.drain();
    }

    /**
     * The head of the journal's chain.
     *
     * @return what an operator may keep elsewhere, to show later that nothing was cut.
     */
    public ChainHead head()
    {
        return journal.head();
    }

    /**
     * Its notifications: how the channels are, what is open, what an operator says of it.
     *
     * @return for this engine; closed with it.
     */
    public NotifyCenter notifications()
    {
        return beside.notifications().center();
    }

    /**
     * The engine itself.
     *
     * @return for what is not here.
     */
    public BreakerEngine engine()
    {
        return engine;
    }

    /**
     * Says that this process is the engine's own: it ends, with exit code 70, where a critical error or a kill is not judged within
     * seconds because the JVM can do so no more. Without it a host whose memory is gone keeps a gate that refuses everything but
     * CANCEL, and a process in which perhaps nobody cancels.
     */
    public void ownsProcess()
    {
        health.ownsProcess();
    }

    /**
     * Whether the journal says that this life was stopped as planned: else the next start counts as unplanned.
     *
     * @return only after {@link #close()} can it be true.
     */
    public boolean isStoppedAsPlanned()
    {
        return journal.isStoppedAsPlanned();
    }

    /** Stops as planned. Once: a second time there is nothing left to be done. */
    @Override
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        // The console first: who asks gets no answer rather than one of an engine that is half closed.
        Closing.inTurn(console::close, gateway::close, () -> HealthWatch.close(health), beside::closing, engine::close,
            () -> beside.close(journal));
    }
}
