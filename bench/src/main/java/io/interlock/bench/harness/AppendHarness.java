package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Worlds;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.RecordLayout;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One transition appended to a journal and forced to the disk, alternating with as many bytes written to a plain file on the same disk and
 * forced. Both files have their blocks in advance: what is compared is the way there. Ours makes the record, its hash and its checksum too.
 *
 * <p>It does not measure the state file, which an engine forces as well before it loosens, nor who waits for it: no trading thread does.
 * Where the temporary directory is in memory, a force costs nothing, and the plain file is far ahead: give {@code java.io.tmpdir} a disk.
 *
 * <p>Threading: one thread.
 */
final class AppendHarness implements Harness
{
    private static final String SCOPE = "binance/maker-1";
    private static final int ROUNDS = 3_000;
    private static final int WARM_UP = 2_000;
    private static final int ZEROS = 64 << 10;
    private static final double MEDIAN = 50;
    private static final double HUNDREDTH = 99;

    private final double scale;

    AppendHarness()
    {
        this(1);
    }

    /** For tests: a part of the warm-up and of the rounds. */
    AppendHarness(final double scale)
    {
        this.scale = scale;
    }

    @Override
    public String name()
    {
        return "append";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException
    {
        progress.println("append: a forced transition, alternating with a plain file");
        final Path folder = Files.createTempDirectory("interlock-append");
        try (FileJournal journal = FileJournal.open(folder.resolve("data"), settings(), StoreSettings.defaults());
            FileChannel plain = FileChannel.open(folder.resolve("plain"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            journal.recover();
            journal.append(UUID.randomUUID(), Recovered.NOTHING);
            journal.force();
            measure(results, journal, plain);
        }
        finally
        {
            Worlds.delete(folder);
        }
    }

    private static FileJournal.Settings settings()
    {
        return new FileJournal.Settings(Hash.ZERO, "bench", "bench", null, System::currentTimeMillis);
    }

    private void measure(final Results results, final FileJournal journal, final FileChannel plain) throws IOException
    {
        final int warmUp = (int)(WARM_UP * scale);
        final int rounds = (int)Math.max(1, ROUNDS * scale);
        final int bytes = RecordLayout.MIN_LENGTH + SCOPE.getBytes(StandardCharsets.UTF_8).length;
        final ByteBuffer record = ByteBuffer.allocateDirect(bytes);
        while (record.hasRemaining())
        {
            record.put((byte)7);
        }
        reserve(plain, (long)(warmUp + rounds) * bytes);
        final Histogram ours = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        final Histogram theirs = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int round = 0; round < warmUp + rounds; round++)
        {
            final TransitionEvent event = event(round);
            final long beginNs = System.nanoTime();
            journal.append(event);
            journal.force();
            final long appendedNs = System.nanoTime();
            plain.write(record.clear(), (long)round * bytes);
            plain.force(false);
            final long endNs = System.nanoTime();
            if (round >= warmUp)
            {
                ours.recordValue(appendedNs - beginNs);
                theirs.recordValue(endNs - appendedNs);
            }
        }
        report(results, "journal", ours);
        report(results, "plainFile", theirs);
    }

    private static TransitionEvent event(final int round)
    {
        final boolean up = (round & 1) == 0;
        return new TransitionEvent(round + 1, "bench-" + round, round, System.currentTimeMillis(), SCOPE,
            new TransitionEvent.Change(up ? Level.CLOSED : Level.HALT, up ? Level.HALT : Level.CLOSED),
            new TransitionEvent.Why(up ? Cause.API_LATENCY : Cause.RECOVERY, up ? 3_500_000_000L : Cause.NO_NUMBER,
                up ? 3_000_000_000L : Cause.NO_NUMBER));
    }

    private static void reserve(final FileChannel channel, final long length) throws IOException
    {
        final ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
        for (long at = 0; at < length; at += ZEROS)
        {
            channel.write(zeros.clear(), at);
        }
        channel.force(true);
    }

    private static void report(final Results results, final String who, final Histogram histogram)
    {
        results.row("append.p50/" + who, histogram.getValueAtPercentile(MEDIAN), "ns");
        results.row("append.p99/" + who, histogram.getValueAtPercentile(HUNDREDTH), "ns");
    }
}
