package io.interlock.bench.harness;

import io.interlock.bench.suite.Worlds;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.replay.Progress;
import io.interlock.journal.replay.Replay;
import io.interlock.journal.replay.ReplayResult;
import io.interlock.journal.replay.WhatIf;
import io.interlock.journal.replay.WhatIfResult;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Replays what a {@link Rehearsal} left and says on standard output how long each event took and what was reachable meanwhile: a row a
 * line, name, number and unit. Fails where a replay is not equal, or is not of all events.
 *
 * <p>Threading: main thread.
 */
public final class ReplayProbe
{
    private static final int PASSES = 3;

    private final Path few;
    private final Path many;
    private final long events;
    private final long decisions;
    private final BreakerConfig other = ConfigLoader.load("bench", "preset: conservative");

    private ReplayProbe(final String... args)
    {
        few = Path.of(args[0]);
        many = Path.of(args[1]);
        events = Long.parseLong(args[2]);
        decisions = Long.parseLong(args[3]);
    }

    /**
     * Runs.
     *
     * @param args the smaller directory, the larger one, and what is in that: events and decisions.
     * @throws IOException where a recording cannot be read.
     */
    public static void main(final String[] args) throws IOException
    {
        final ReplayProbe probe = new ReplayProbe(args);
        probe.times();
        row("replay.heap/events=1M", probe.reachable(probe.few), "B");
        row("replay.heap/events=10M", probe.reachable(probe.many), "B");
    }

    private static void row(final String name, final double value, final String unit)
    {
        System.out.println(String.format(Locale.ROOT, "%s %.3f %s", name, value, unit));
    }

    private void times() throws IOException
    {
        long replayNs = Long.MAX_VALUE;
        long whatIfNs = Long.MAX_VALUE;
        long aloneNs = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++)
        {
            replayNs = Math.min(replayNs, replay());
            whatIfNs = Math.min(whatIfNs, whatIf());
            aloneNs = Math.min(aloneNs, alone());
        }
        row("replay.event/replay", (double)replayNs / events, "ns");
        row("replay.event/whatIf", (double)whatIfNs / events, "ns");
        row("replay.event/machineAlone", (double)aloneNs / events, "ns");
    }

    private long replay() throws IOException
    {
        final long beginNs = System.nanoTime();
        final ReplayResult result = replay(many, Progress.NONE);
        final long tookNs = System.nanoTime() - beginNs;
        if (!result.isEqual() || result.events() != events || result.equal() != decisions || decisions == 0 || result.incomparable() > 0)
        {
            throw new IllegalStateException("not equal, or not all of it was replayed: " + result);
        }
        return tookNs;
    }

    private static ReplayResult replay(final Path directory, final Progress progress) throws IOException
    {
        final Path journal = directory.resolve(FileJournal.FOLDER);
        try (ChronicleSource inputs = ChronicleSource.open(directory.resolve(InputLog.FOLDER));
            ChronicleSource decided = ChronicleSource.open(journal); ChronicleSource again = ChronicleSource.open(journal))
        {
            return Replay.run(inputs, decided, again, ReplayProbe::config, progress);
        }
    }

    private static BreakerConfig config(final String yaml)
    {
        return ConfigLoader.recorded("recording", yaml);
    }

    private long whatIf() throws IOException
    {
        final long beginNs = System.nanoTime();
        final WhatIfResult result;
        try (ChronicleSource inputs = ChronicleSource.open(many.resolve(InputLog.FOLDER)))
        {
            result = WhatIf.run(inputs, other, ReplayProbe::config, Progress.NONE);
        }
        final long tookNs = System.nanoTime() - beginNs;
        if (result.counts().events() != events || result.counts().gaps() > 0)
        {
            throw new IllegalStateException("not all of it was judged: " + result);
        }
        return tookNs;
    }

    /** The events made and judged, and nothing else. */
    private long alone()
    {
        final BreakerStateMachine machine = Rehearsal.machine(Worlds.config());
        final EventMix mix = new EventMix();
        final Unheard unheard = new Unheard();
        final long beginNs = System.nanoTime();
        while (mix.events() < events)
        {
            final InputEvent event = mix.next();
            machine.apply(event, mix.timeNs(), unheard);
        }
        return System.nanoTime() - beginNs;
    }

    /** The most that is reachable where progress is told, and at the end. */
    private long reachable(final Path directory) throws IOException
    {
        final long[] most = new long[1];
        replay(directory, (judged, bytes) -> most[0] = Math.max(most[0], reachable()));
        most[0] = Math.max(most[0], reachable());
        return most[0];
    }

    private static long reachable()
    {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
