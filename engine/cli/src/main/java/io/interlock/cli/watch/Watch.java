package io.interlock.cli.watch;

import io.interlock.cli.ExitCode;
import io.interlock.core.mapped.HeartbeatReader;
import io.interlock.core.port.EngineClock;
import io.interlock.core.text.Durations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at an engine's sign of life again and again, and has the operator's command run when it is too old. While all is well a look
 * allocates nothing but four times within the limit, when it makes sure that the path still leads to the same file.
 *
 * <p>Threading: {@link #run()} on one thread; {@link #stop()} from any.
 */
final class Watch
{
    private static final long MS = 1_000_000L;
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int UNDECIDED = -1;

    private final Settings settings;
    private final EngineClock clock;
    private final CommandRunner runner;
    private final WatchOutput output;
    private final HeartbeatReader reader;
    private final Vigil vigil;
    private final Findings findings;
    private final long pollNs;
    private long startNs;
    private long pathNs = UNKNOWN;
    private long lookedNs = UNKNOWN;
    private long gapNs;
    private long saidNs;
    private int incidents;
    private long orderedNs;
    private volatile boolean stopped;
    private volatile int exitCode = UNDECIDED;

    Watch(final Settings settings, final EngineClock clock, final CommandRunner runner, final WatchOutput output)
    {
        this.settings = settings;
        this.clock = clock;
        this.runner = runner;
        this.output = output;
        reader = new HeartbeatReader(settings.directory());
        vigil = new Vigil(settings.times().limitNs());
        findings = new Findings(settings, reader);
        pollNs = settings.times().pollNs();
    }

    /** The watch ends soon. */
    void stop()
    {
        stopped = true;
    }

    /**
     * Watches until it is stopped, or what it was to wait for has come.
     *
     * @return one of {@link ExitCode}.
     */
    int run()
    {
        startNs = clock.nanoTime();
        saidNs = startNs;
        findings.rehearse();
        try
        {
            final long firstNs = look();
            if (vigil.state() == Vigil.State.WAITING)
            {
                tell("waiting", findings.still(vigil, firstNs), firstNs);
            }
            while (!stopped && exitCode == UNDECIDED)
            {
                final long nowNs = look();
                chores(nowNs);
                LockSupport.parkNanos(this, isUrgent() ? pollNs : 4 * pollNs);
            }
            return exitCode == UNDECIDED ? ExitCode.OK : exitCode;
        }
        finally
        {
            reader.close();
        }
    }

    private boolean isUrgent()
    {
        return vigil.state() == Vigil.State.ARMED || vigil.state() == Vigil.State.STALE;
    }

    /** One look; gives its time. Also for tests, which measure what it allocates. */
    long look()
    {
        final long nowNs = clock.nanoTime();
        gapNs = lookedNs == UNKNOWN ? 0 : nowNs - lookedNs;
        lookedNs = nowNs;
        final boolean byPath = pathNs == UNKNOWN || !vigil.isCalm(nowNs) || nowNs - pathNs >= settings.times().limitNs() / 4;
        pathNs = byPath ? nowNs : pathNs;
        final Turn turn = judge(nowNs, byPath);
        if (turn != Turn.DOUBT)
        {
            turned(turn, nowNs);
            return nowNs;
        }
        // Held up, perhaps, while an engine was started anew: only what the path leads to counts.
        final long againNs = clock.nanoTime();
        turned(judge(againNs, true), againNs);
        return againNs;
    }

    private Turn judge(final long nowNs, final boolean byPath)
    {
        final HeartbeatReader.Found found = reader.look(byPath);
        if (found != HeartbeatReader.Found.SOUND)
        {
            return vigil.unsound(nowNs, found);
        }
        findings.sound();
        return vigil.sound(nowNs, byPath, reader.life(), reader.heartbeatNs(), reader.guard());
    }

    private void turned(final Turn turn, final long nowNs)
    {
        switch (turn)
        {
            case STALE -> stale(nowNs);
            case STOPPED -> planned(nowNs);
            case ARMED -> tell("armed", findings.alive() + "; stale from " + Durations.text(settings.times().limitNs() / MS)
                + " without a sign of life, looked at every " + Durations.text(pollNs / MS), nowNs);
            case RESTARTED -> tell("restarted", findings.alive() + ": another life of the engine", nowNs);
            case BACK -> tell("back", findings.alive() + ": signs of life again, armed again", nowNs);
            case GONE -> tell("waiting", "what the closed engine left is gone: " + reader.problem(), nowNs);
            default ->
            {
                // Nothing changed.
            }
        }
    }

    private void tell(final String type, final String text, final long nowNs)
    {
        saidNs = nowNs;
        output.tell(type, text, fields(findings.engine()));
    }

    private Map<String, Object> fields(final Incident.Engine engine)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("directory", engine.directory().toString());
        fields.put("pid", engine.pid() == 0 ? null : engine.pid());
        fields.put("level", engine.level() == null ? null : engine.level().name());
        fields.put("limit_ms", settings.times().limitNs() / MS);
        return fields;
    }

    private void stale(final long nowNs)
    {
        incidents++;
        final Incident incident = findings.incident(incidents, vigil, nowNs, gapNs);
        order("stale", settings.commands().onStale(), incident, nowNs);
    }

    private void planned(final long nowNs)
    {
        final Incident.Engine engine = findings.engine();
        final String text = "the engine was closed as planned";
        if (settings.commands().onStop() == null)
        {
            tell("stopped", text + ": nothing is run, the next engine is waited for", nowNs);
            return;
        }
        incidents++;
        order("stopped", settings.commands().onStop(),
            new Incident(incidents, Why.CLOSED, text, vigil.ageNs(nowNs) / MS, settings.times().limitNs() / MS, engine), nowNs);
    }

    /** First the command, then what is said of it. */
    private void order(final String type, final String command, final Incident incident, final long nowNs)
    {
        final boolean dry = settings.commands().dryRun();
        final boolean ends = settings.commands().once() && incident.why() != Why.CLOSED;
        final boolean taken = dry || runner.order(command, incident, new Listener(incident, ends));
        orderedNs = nowNs;
        saidNs = nowNs;
        final Map<String, Object> fields = incidentFields(incident);
        fields.put("dry_run", dry);
        output.tell(type, incident.why() + ": " + incident.text()
            + (dry ? "; dry run: would run " + (command == null ? "nothing, no command was given" : command)
                : taken ? "" : "; so many commands wait that no other was ordered"), fields);
        if (dry && ends)
        {
            exitCode = ExitCode.OK;
        }
    }

    private Map<String, Object> incidentFields(final Incident incident)
    {
        final Map<String, Object> fields = fields(incident.engine());
        fields.put("incident", incident.number());
        fields.put("reason", incident.why().name());
        fields.put("age_ms", incident.ageMs() < 0 ? null : incident.ageMs());
        return fields;
    }

    /** What is due by time: the command again, a line, an end. */
    private void chores(final long nowNs)
    {
        final Settings.Times times = settings.times();
        final boolean over = runner.isIdle() && nowNs - Math.max(orderedNs, runner.endedNs()) >= times.againNs();
        if (times.againNs() > 0 && vigil.state() == Vigil.State.STALE && over && !settings.commands().dryRun())
        {
            order("again", settings.commands().onStale(), findings.incident(incidents, vigil, nowNs, 0), nowNs);
        }
        if (times.everyNs() > 0 && nowNs - saidNs >= times.everyNs())
        {
            tell(Findings.word(vigil.state()), findings.still(vigil, nowNs), nowNs);
        }
        if (times.waitNs() > 0 && vigil.state() == Vigil.State.WAITING && incidents == 0 && nowNs - startNs >= times.waitNs())
        {
            tell("given_up", "no engine within " + Durations.text(times.waitNs() / MS) + ": " + reader.problem(), nowNs);
            exitCode = ExitCode.UNREACHABLE;
        }
    }

    /** Says what became of a command. On the runner's thread. */
    private final class Listener implements CommandRunner.Listener
    {
        private final Incident incident;
        private final boolean ends;

        Listener(final Incident incident, final boolean ends)
        {
            this.incident = incident;
            this.ends = ends;
        }

        @Override
        public void started(final long pid, final long sinceOrderNs)
        {
            final Map<String, Object> fields = incidentFields(incident);
            fields.put("command_pid", pid);
            fields.put("started_after_ms", sinceOrderNs / MS);
            output.tell("command", "incident " + incident.number() + ": the command runs as process " + pid, fields);
        }

        @Override
        public void ended(final Outcome outcome)
        {
            final Map<String, Object> fields = incidentFields(incident);
            fields.put("exit_code", outcome.exitCode() == Outcome.NONE ? null : outcome.exitCode());
            fields.put("problem", outcome.problem().isEmpty() ? null : outcome.problem());
            fields.put("took_ms", outcome.tookMs());
            final String how = outcome.problem().isEmpty() ? "exit code " + outcome.exitCode() : outcome.problem();
            output.tell(outcome.isDone() ? "done" : "failed", "incident " + incident.number() + ": the command: " + how + ", after "
                + Durations.text(outcome.tookMs()), fields);
            if (ends)
            {
                exitCode = outcome.isDone() ? ExitCode.OK : ExitCode.FAILED;
            }
        }
    }
}
