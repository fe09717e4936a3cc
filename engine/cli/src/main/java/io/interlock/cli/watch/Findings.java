package io.interlock.cli.watch;

import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.HeartbeatReader;
import io.interlock.core.model.Level;
import io.interlock.core.text.Durations;

/**
 * What is known of the engine that is watched, and words for it.
 *
 * <p>Threading: the watch's thread.
 */
final class Findings
{
    private static final long MS = 1_000_000L;

    private final Settings settings;
    private final HeartbeatReader reader;
    private long pid;
    private long startedMs;

    Findings(final Settings settings, final HeartbeatReader reader)
    {
        this.settings = settings;
        this.reader = reader;
    }

    /** Loads what an incident needs, so that the first one does not wait for it. */
    void rehearse()
    {
        EngineProcess.of(ProcessHandle.current().pid(), System.currentTimeMillis());
        engine();
    }

    /** A whole file was read. */
    void sound()
    {
        pid = reader.pid();
        startedMs = reader.startedMs();
    }

    /** As it is now. */
    Incident.Engine engine()
    {
        return new Incident.Engine(settings.directory(), pid, level());
    }

    /** The most severe of all scopes; null where the file does not tell. */
    private Level level()
    {
        try (GateFileReader file = GateFileReader.open(settings.directory()))
        {
            return file.scopes().stream().map(scope -> Level.max(scope.own(), scope.effective())).reduce(Level.CLOSED, Level::max);
        }
        catch (final GateFileException untold)
        {
            return null;
        }
    }

    String alive()
    {
        final Level level = level();
        return "process " + pid + (level == null ? "" : ", level " + level);
    }

    /** The word for a state in a line that says that the watch is alive. */
    static String word(final Vigil.State state)
    {
        return switch (state)
        {
            case WAITING -> "waiting";
            case ARMED -> "alive";
            case STOPPED -> "stopped";
            case STALE -> "stale_yet";
        };
    }

    /** What such a line says. */
    String still(final Vigil vigil, final long nowNs)
    {
        return switch (vigil.state())
        {
            case WAITING -> "for an engine: " + reader.problem();
            case ARMED -> alive() + ", last sign of life " + Durations.text(vigil.ageNs(nowNs) / MS) + " ago";
            case STOPPED -> "closed as planned, the next engine is waited for";
            case STALE -> why(vigil, EngineProcess.of(pid, startedMs)) + ", last sign of life " + age(vigil, nowNs) + " ago";
        };
    }

    private static String age(final Vigil vigil, final long nowNs)
    {
        return Durations.text(vigil.ageNs(nowNs) / MS);
    }

    /**
     * An incident that begins or lasts.
     *
     * @param number which one.
     * @param vigil  that judged it.
     * @param nowNs  when.
     * @param gapNs  how long this process itself did not look just before.
     */
    Incident incident(final int number, final Vigil vigil, final long nowNs, final long gapNs)
    {
        final long limitNs = settings.times().limitNs();
        final EngineProcess process = EngineProcess.of(pid, startedMs);
        final Why why = why(vigil, process);
        final String held = gapNs > limitNs / 2
            ? "; this watch itself did not run for " + Durations.text(gapNs / MS) + " before" : "";
        return new Incident(number, why, text(vigil, process, nowNs) + held, vigil.hasSign() ? vigil.ageNs(nowNs) / MS : -1,
            limitNs / MS, engine());
    }

    private static Why why(final Vigil vigil, final EngineProcess process)
    {
        return isGone(vigil.why(), process) ? Why.DEAD : vigil.why();
    }

    private static boolean isGone(final Why why, final EngineProcess process)
    {
        return (why == Why.STALE || why == Why.CLOCK || why == Why.TICKLESS) && process.isGone();
    }

    private String text(final Vigil vigil, final EngineProcess process, final long nowNs)
    {
        final String age = "no sign of life for " + age(vigil, nowNs) + " (limit " + Durations.text(settings.times().limitNs() / MS) + ")";
        final String of = "process " + pid + " " + process.text();
        return switch (vigil.why())
        {
            case STALE -> age + ": " + of;
            case CLOCK -> "the last sign of life is ahead of this machine's clock: the machine was started anew since, or the engine is "
                + "in another time namespace; " + of;
            case FAULT -> "judging threw in the engine, what it holds cannot be trusted: restart it; " + of;
            case TICKLESS -> "the engine's own watchdog gives no ticks for longer than the limit; " + of;
            default -> age + ": " + reader.problem() + (pid == 0 ? "" : "; " + of);
        };
    }
}
