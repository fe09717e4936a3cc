package io.interlock.cli.run;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigError;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.EngineException;
import io.interlock.core.model.Level;
import io.interlock.core.port.Issue;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.ScopeStatus;
import io.interlock.host.Interlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The engine of one run, from its first word to its last.
 *
 * <p>Threading: launched by the main thread; stopped once, by it or by the shutdown hook.
 */
final class Service
{
    private static final long TOLD_WITHIN_NS = 2_000_000_000L;
    private static final long LOOK_NS = 1_000_000L;

    private final Interlock interlock;
    private final LiveOutput output;
    private final Complaints complaints;
    private boolean stopped;
    private volatile LongSupplier rows = () -> 0;

    private Service(final Interlock interlock, final LiveOutput output, final Complaints complaints)
    {
        this.interlock = interlock;
        this.output = output;
        this.complaints = complaints;
    }

    /** Starts the engine. */
    static Service launch(final BreakerConfig config, final Path directory, final LiveOutput output, final Complaints complaints)
    {
        final Interlock interlock;
        try
        {
            // From the first on: what a launch decides is told like any other decision.
            interlock = Interlock.launch(
                config, directory, new EngineContext().addTransitionListener(output).addIssueListener(complaints));
        }
        catch (final EngineException refused)
        {
            throw new CliException(ExitCode.BAD_INPUT, refused.getMessage());
        }
        complaints.engine(interlock);
        return new Service(interlock, output, complaints);
    }

    /** A local operator can have the file read again. */
    void reloadsFrom(final Path config, final String preset)
    {
        interlock.reloadsFrom(config, preset);
    }

    /** Says how the engine found itself, and that it is ready: to be stopped, too. */
    void sayReady(final Path directory)
    {
        for (final Issue issue : interlock.engine().issues(Duration.ofHours(1)))
        {
            if (!Complaints.isTold(issue))
            {
                complaints.say(issue.issueType().toLowerCase(Locale.ROOT) + ": " + issue.details());
            }
        }
        final EngineStatus status = interlock.status();
        for (final ScopeStatus scope : status.scopes())
        {
            if (scope.own() != Level.CLOSED || scope.levels().ownOverride())
            {
                complaints.say(interlock.scope(scope.path()).gate().explain());
            }
        }
        interlock.console().ifPresent(console -> complaints.say("console: " + console.url() + ", in a browser the dashboard"
            + (console.tokens() == null ? ""
            : "; its first tokens are in " + console.tokens() + ": hand them out, then delete that file")));
        if (interlock.console().isEmpty())
        {
            interlock.madeTokens().ifPresent(
                file -> complaints.say("two-person rule: the first tokens are in " + file + ": hand them out, then delete that file"));
        }
        complaints.say("ready: pid " + ProcessHandle.current().pid() + ", " + status.state() + ", journal at "
            + interlock.head().sequence() + "; look with 'interlock status --directory " + directory + "'");
    }

    /** A channel whose host nobody knows: it cannot deliver, and the rest goes on. */
    void unknown(final ConfigError host)
    {
        final String told = host.format() + "; the channel cannot deliver until somebody knows it, the others go on";
        complaints.say(told);
        interlock.engine().raise("NOTIFY_HOST", "", told);
    }

    Interlock interlock()
    {
        return interlock;
    }

    /** Where rows are counted. */
    void rows(final LongSupplier value)
    {
        rows = value;
    }

    /**
     * Once, in order: what was reported is judged, what was decided is told and journaled, and the journal says that the stop was planned.
     * Who comes second waits for the first.
     */
    synchronized void stop()
    {
        if (stopped)
        {
            return;
        }
        stopped = true;
        final EngineStatus status = lastStatus();
        if (status != null)
        {
            final long end = System.nanoTime() + TOLD_WITHIN_NS;
            while (output.transitions() < status.counters().transitions() && System.nanoTime() - end < 0)
            {
                LockSupport.parkNanos(LOOK_NS);
            }
            final TreeMap<String, Level> levels = new TreeMap<>();
            status.scopes().forEach(scope -> levels.put(scope.path(), scope.own()));
            output.summary(levels, rows.getAsLong());
        }
        interlock.close();
        complaints.say(interlock.isStoppedAsPlanned() ? "stopped as planned, journal at " + interlock.head()
            : "stopped, but the journal could not be told so, or lacks something: the next start counts as unplanned");
    }

    /** After {@link #stop()}. */
    int exitCode()
    {
        return interlock.isStoppedAsPlanned() ? ExitCode.OK : ExitCode.FAILED;
    }

    private EngineStatus lastStatus()
    {
        try
        {
            interlock.drain();
        }
        catch (final EngineException late)
        {
            complaints.say(late.getMessage());
        }
        final EngineStatus status = interlock.status();
        return status.stale() ? null : status;
    }

    /** In the shutdown hook: a signal's own exit code would look like a failure. What is to be done last is done before. */
    void stopAndEnd(final Runnable last)
    {
        stop();
        last.run();
        Runtime.getRuntime().halt(exitCode());
    }
}
