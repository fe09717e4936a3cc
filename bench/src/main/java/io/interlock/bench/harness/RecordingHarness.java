package io.interlock.bench.harness;

import com.sun.management.ThreadMXBean;
import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Worlds;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.InputRecorder;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * The recording of inputs, driven as the breaker thread does: its calls for each event, in rounds of 64, with the files that a gateway has.
 * {@code fullSpeed}: as fast as the events can be made, from the first to the last on the disk; where the writer is behind, events are left
 * out and not counted. {@code pace=5M}: five million a second, of which none may be left out. What is kept is counted by reading it back.
 * The peer writes as many bytes in as many blocks into a plain file and forces it as often.
 *
 * <p>It does not measure judging, which goes on beside in an engine ({@code machine.*}), nor what trading threads notice (rows
 * {@code journal=recorded}). {@code recording.input} has the making of the events in it, {@code off} is that alone.
 *
 * <p>Threading: one thread, and the recording's.
 */
final class RecordingHarness implements Harness
{
    private static final int MILLION = 1_000_000;
    private static final int FULL_MILLIONS = 30;
    private static final int PACED_MILLIONS = 10;
    private static final int WARM_UP_MILLIONS = 5;
    private static final int ROUND = 64;
    private static final int SLICES = 5;
    private static final long PACE_NS = 200;
    private static final int BLOCK = 60 << 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final int million;

    RecordingHarness()
    {
        this(MILLION);
    }

    /** For tests: what counts as a million. */
    RecordingHarness(final int million)
    {
        this.million = million;
    }

    @Override
    public String name()
    {
        return "recording";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException
    {
        final Path folder = Files.createTempDirectory("interlock-recording");
        try
        {
            record(folder.resolve("warm-up"), WARM_UP_MILLIONS * million, 0);
            record(folder.resolve("slow"), million, PACE_NS);
            final Recorded full = record(folder.resolve("full"), FULL_MILLIONS * million, 0);
            progress.println("recording: at full speed " + full);
            final Recorded paced = record(folder.resolve("paced"), PACED_MILLIONS * million, PACE_NS);
            progress.println("recording: five million a second, " + paced);
            results.row("recording.event/fullSpeed", (double)full.wallNs / full.kept, "ns");
            results.row("recording.event/plainFile", plain(folder.resolve("plain"), full.bytes) / full.kept, "ns");
            results.row("recording.leftOut/fullSpeed", full.offered - full.kept, "events");
            results.row("recording.leftOut/pace=5M", paced.offered - paced.kept, "events");
            results.row("recording.input/pace=5M", (double)paced.drive.insideNs / paced.offered, "ns");
            results.row("recording.input/off", off(), "ns");
            results.row("recording.allocated/fullSpeed", full.drive.allocated, "B");
            results.row("recording.allocated/pace=5M", paced.drive.allocated, "B");
            results.row("recording.size", (double)paced.bytes / paced.kept, "B");
        }
        finally
        {
            Worlds.delete(folder);
        }
    }

    private static Recorded record(final Path directory, final int count, final long paceNs) throws IOException
    {
        final BreakerStateMachine machine = Rehearsal.machine(Worlds.config());
        final Drive drive;
        final long beginNs = System.nanoTime();
        try (InputLog log = Rehearsal.log(Rehearsal.store(directory), Worlds.config()))
        {
            log.begin(UUID.randomUUID());
            drive = Drive.of(log, machine, count, paceNs);
        }
        final long wallNs = System.nanoTime() - beginNs;
        final InputReader reader = new InputReader(new InputVisitor()
        {
        });
        try (ChronicleSource source = ChronicleSource.open(directory))
        {
            reader.read(source);
        }
        return new Recorded(count, reader.events(), reader.bytes(), wallNs, drive);
    }

    /** The events alone, for nobody; once before, since another recorder is another code. */
    private double off()
    {
        Drive.of(InputRecorder.NONE, Rehearsal.machine(Worlds.config()), million, 0);
        return (double)Drive.of(InputRecorder.NONE, Rehearsal.machine(Worlds.config()), million, PACE_NS).insideNs / million;
    }

    /** Writes so many bytes; says how long it took, in nanoseconds. */
    private static double plain(final Path file, final long bytes) throws IOException
    {
        final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        final long beginNs = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            for (long written = 0; written < bytes; written += BLOCK)
            {
                channel.write(block.clear());
                if (written / Rehearsal.ROLL != (written + BLOCK) / Rehearsal.ROLL)
                {
                    channel.force(false);
                }
            }
            channel.force(false);
        }
        return System.nanoTime() - beginNs;
    }

    /** From when on an event is due so often, and how many there are then. */
    private record Pace(long beginNs, long paceNs, long until)
    {
    }

    /** What came of it. */
    private record Recorded(long offered, long kept, long bytes, long wallNs, Drive drive)
    {
        @Override
        public String toString()
        {
            return String.format(Locale.ROOT, "%.1f M events a second kept until all was on the disk, %.1f B each, %d of %d left out",
                1e3 * kept / wallNs, (double)bytes / kept, offered - kept, offered);
        }
    }

    /**
     * The breaker thread's side.
     *
     * @param insideNs  in the rounds, without waiting for the next to be due.
     * @param allocated by the calling thread for each event, in bytes, after the first snapshot, for which memory is taken: the least of
     *                  some slices, since what a call allocates comes in each, a class that is loaded or a recompilation in one.
     */
    private record Drive(long insideNs, double allocated)
    {
        static Drive of(final InputRecorder recorder, final BreakerStateMachine machine, final int count, final long paceNs)
        {
            final EventMix mix = new EventMix();
            round(recorder, machine, mix);
            final long beginNs = System.nanoTime();
            long insideNs = 0;
            double allocated = Double.MAX_VALUE;
            for (int slice = 1; slice <= SLICES; slice++)
            {
                final long from = mix.events();
                final Pace pace = new Pace(beginNs, paceNs, (long)count * slice / SLICES);
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                insideNs += slice(recorder, machine, mix, pace);
                final long more = THREADS.getCurrentThreadAllocatedBytes() - before;
                allocated = Math.min(allocated, (double)more / Math.max(1, mix.events() - from));
            }
            return new Drive(insideNs, allocated);
        }

        private static long slice(final InputRecorder recorder, final BreakerStateMachine machine, final EventMix mix, final Pace pace)
        {
            long insideNs = 0;
            while (mix.events() < pace.until)
            {
                long nowNs = System.nanoTime();
                while (nowNs - pace.beginNs < mix.events() * pace.paceNs)
                {
                    Thread.onSpinWait();
                    nowNs = System.nanoTime();
                }
                round(recorder, machine, mix);
                insideNs += System.nanoTime() - nowNs;
            }
            return insideNs;
        }

        private static void round(final InputRecorder recorder, final BreakerStateMachine machine, final EventMix mix)
        {
            for (int i = 0; i < ROUND; i++)
            {
                if (recorder.wantsSnapshot())
                {
                    recorder.snapshot(machine, 0, mix.timeNs(), mix.wallMs());
                }
                final InputEvent event = mix.next();
                recorder.input(event, null, mix.timeNs(), mix.wallMs());
            }
            recorder.roundEnds(mix.timeNs(), false);
        }
    }
}
