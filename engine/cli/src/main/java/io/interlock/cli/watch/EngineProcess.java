package io.interlock.cli.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * How a process is that once wrote a gate file, as far as the system tells.
 *
 * <p>Threading: stateless.
 */
enum EngineProcess
{
    /** It runs. */
    RUNS("runs"),
    /** It is stopped by a signal or a debugger. */
    STOPPED("is stopped (SIGSTOP, a debugger, a frozen container)"),
    /** There is no such process. */
    GONE("is gone"),
    /** Another process has its number: it began after the engine. */
    ANOTHER("is another one now: the engine's is gone");

    /** A process shows a start in ticks of 10 ms, counted from the start of the machine as the wall clock sees it now. */
    private static final long SLACK_MS = 5_000;

    private final String text;

    EngineProcess(final String text)
    {
        this.text = text;
    }

    /** What follows "process N". */
    String text()
    {
        return text;
    }

    /** Whether nobody is left who could write. */
    boolean isGone()
    {
        return this == GONE || this == ANOTHER;
    }

    /**
     * Looks.
     *
     * @param pid       of the gate file.
     * @param startedMs when its engine began, wall time; a process that began later is another one.
     */
    static EngineProcess of(final long pid, final long startedMs)
    {
        final ProcessHandle handle = pid <= 0 ? null : ProcessHandle.of(pid).orElse(null);
        if (handle == null || !handle.isAlive())
        {
            return GONE;
        }
        final Instant began = handle.info().startInstant().orElse(null);
        if (began != null && began.toEpochMilli() > startedMs + SLACK_MS)
        {
            return ANOTHER;
        }
        return switch (state(pid))
        {
            case 'T', 't' -> STOPPED;
            case 'Z', 'X' -> GONE;
            default -> RUNS;
        };
    }

    /** One letter, as {@code ps} shows it; a blank where the system does not tell. */
    private static char state(final long pid)
    {
        try
        {
            final String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            final int name = line.lastIndexOf(')');
            return name < 0 || name + 2 >= line.length() ? ' ' : line.charAt(name + 2);
        }
        catch (final IOException | java.io.UncheckedIOException untold)
        {
            return ' ';
        }
    }
}
