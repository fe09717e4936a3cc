package io.interlock.journal.input;

import io.interlock.core.port.Issue;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.Retention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes blocks to the recording's queue, begins its files, and deletes old ones. Nothing is forced: a recording that lacks its last
 * moments after a loss of power is still one. What cannot be written is left out, told as an issue, and followed by a snapshot.
 *
 * <p>Threading: a thread of its own that looks every few milliseconds, so that the breaker need not wake anybody.
 */
final class InputWriter implements Runnable
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long FILE_MS = TimeUnit.HOURS.toMillis(1);
    private static final long RETRY_MS = 1_000;
    private static final long WATCH_BYTES = 1 << 20;
    private static final long PLACE_NS = TimeUnit.SECONDS.toNanos(1);

    private final FrameStore store;
    private final InputSettings settings;
    private final Queue<Object> filled;
    private final Queue<Block> free;
    private final SnapshotBlock snapshot;
    private final FrameMaker frames = new FrameMaker();
    private final List<Issue> untold = new ArrayList<>();
    private Consumer<Issue> troubles = untold::add;
    private final Thread thread = new Thread(this, "interlock-inputs");
    private UUID boot;
    private long written;
    /** Bytes since the disk's room was looked at. */
    private long unwatched;
    private long begunMs;
    private boolean begun;
    /** That the last LIFE or RELOAD that was written is of. */
    private InputConfig told;
    private boolean failed;
    private long failedMs;
    /** When the file was last looked for, {@link System#nanoTime()}. */
    private long placedNs = System.nanoTime() - PLACE_NS;
    private volatile boolean wanted;
    private volatile boolean lost;
    private volatile boolean stopping;

    InputWriter(
        final FrameStore store, final InputSettings settings, final Queue<Object> filled, final Queue<Block> free,
        final SnapshotBlock snapshot)
    {
        this.store = store;
        this.settings = settings;
        this.filled = filled;
        this.free = free;
        this.snapshot = snapshot;
        thread.setDaemon(true);
    }

    synchronized void troubles(final Consumer<Issue> value)
    {
        troubles = value;
        untold.forEach(value);
        untold.clear();
    }

    void start(final UUID bootId)
    {
        boot = bootId;
        thread.start();
    }

    /** Another file is due, or something could not be written. Breaker thread. */
    boolean wantsSnapshot()
    {
        return wanted;
    }

    /** A snapshot is on its way. Breaker thread. */
    void snapshotComes()
    {
        wanted = false;
    }

    /** Somebody waits. */
    void wake()
    {
        LockSupport.unpark(thread);
    }

    /** Whether something that was handed over since the last snapshot was not written. Breaker thread. */
    boolean isLost()
    {
        return lost;
    }

    @Override
    public void run()
    {
        while (!stopping || !filled.isEmpty())
        {
            try
            {
                round();
            }
            catch (final RuntimeException | Error thrown)
            {
                fail(thrown);
            }
        }
        // Here and not in close(), which does not wait for ever: what a stalled disk still holds is let go of once it moves again.
        store.close();
    }

    private void round()
    {
        final Object next = filled.poll();
        if (next == null)
        {
            LockSupport.parkNanos(LOOK_NS);
            tryAgain();
            idle();
            return;
        }
        try
        {
            if (next instanceof Block block)
            {
                write(block);
            }
            else if (next instanceof ReloadBlock reload)
            {
                write(reload);
            }
            else
            {
                writeSnapshot();
            }
        }
        catch (final IOException unwritten)
        {
            fail(unwritten);
        }
        finally
        {
            if (next instanceof Block block)
            {
                free.add(block);
            }
            else if (next == snapshot)
            {
                snapshot.written();
            }
        }
    }

    /** Also where there is little to write. */
    private void idle()
    {
        try
        {
            requireInPlace();
        }
        catch (final IOException gone)
        {
            fail(gone);
        }
    }

    /** Whether somebody can make use of what comes next: without a snapshot before it nobody can. */
    private boolean isOfUse()
    {
        if (failed || !begun)
        {
            lost = true;
            tryAgain();
            return false;
        }
        return true;
    }

    private void write(final ReloadBlock reload) throws IOException
    {
        if (isOfUse())
        {
            requireInPlace();
            final byte[] payload = ConfigPayload.of(reload, settings.build());
            frames.split(new FrameMaker.Header(InputLayout.RELOAD, boot, reload.number(), reload.timeNs(), reload.wallMs(), 0,
                reload.config().generation()), payload, payload.length, this::append);
            told = reload.config();
        }
    }

    private void write(final Block block) throws IOException
    {
        if (!isOfUse())
        {
            return;
        }
        if (unwatched >= WATCH_BYTES)
        {
            requireSpace();
        }
        requireInPlace();
        frames.seal(
            new FrameMaker.Header(InputLayout.EVENTS, boot, block.number, block.timeNs, block.wallMs, 0, block.generation),
            block.bytes, block.end);
        append(block.bytes, block.end);
        if (written >= settings.rollBytes() || settings.wallClockMs().getAsLong() - begunMs >= FILE_MS)
        {
            wanted = true;
        }
    }

    private void append(final byte[] bytes, final int length) throws IOException
    {
        store.append(bytes, length);
        written += length;
        unwatched += length;
    }

    /** The journal is on the same disk, and full it would fail and halt: the recording stops before. */
    private void requireSpace() throws IOException
    {
        unwatched = 0;
        if (store.spaceIsLow())
        {
            throw new IOException("less is left on the disk than journal.low-space-mib, and the journal needs it");
        }
    }

    /** A file that somebody deleted takes what is written to it, and nobody ever finds it. To see that once a second is enough. */
    private void requireInPlace() throws IOException
    {
        final long nowNs = System.nanoTime();
        if (begun && !failed && nowNs - placedNs >= PLACE_NS)
        {
            placedNs = nowNs;
            store.requireInPlace();
        }
    }

    private void writeSnapshot() throws IOException
    {
        requireSpace();
        final long nowMs = settings.wallClockMs().getAsLong();
        final boolean due = written >= settings.rollBytes() || nowMs - begunMs >= FILE_MS;
        if (failed || begun && due)
        {
            store.newFile();
        }
        final boolean fresh = failed || !begun || due;
        if (fresh)
        {
            begunMs = nowMs;
        }
        if (fresh || !snapshot.config.equals(told))
        {
            life();
        }
        frames.split(new FrameMaker.Header(
            InputLayout.SNAPSHOT, boot, snapshot.number, snapshot.timeNs, snapshot.wallMs, snapshot.decisions,
            snapshot.config.generation()), snapshot.bytes(), snapshot.length(), this::append);
        // What a file begins with does not count: else one that is longer than a file may be would have another one follow at once.
        written = fresh ? 0 : written;
        if (failed)
        {
            raise("inputs are recorded again");
        }
        begun = true;
        failed = false;
        // What was lost lies before it, and the next is not to tell it once more.
        lost = false;
        if (fresh)
        {
            retain();
        }
    }

    private void life() throws IOException
    {
        final byte[] payload = ConfigPayload.of(snapshot.config, settings.build());
        frames.split(new FrameMaker.Header(InputLayout.LIFE, boot, snapshot.number, snapshot.timeNs, snapshot.wallMs, snapshot.decisions,
            snapshot.config.generation()), payload, payload.length, this::append);
        told = snapshot.config;
    }

    /** With each file that is begun, a life's first too: lives may be short. What cannot be deleted is no reason to record nothing. */
    private void retain()
    {
        try
        {
            store.retain(new Retention.Listener()
            {
                @Override
                public void deleting(final String file, final byte[] lastFrame)
                {
                    // Each file begins with a snapshot, so what is left can be replayed.
                }
            });
        }
        catch (final IOException undeleted)
        {
            raise("old inputs cannot be deleted: " + undeleted.getMessage());
        }
    }

    private void fail(final Throwable why)
    {
        lost = true;
        failedMs = settings.wallClockMs().getAsLong();
        if (!failed)
        {
            failed = true;
            raise("inputs cannot be recorded, so this time cannot be replayed; trading goes on: " + why.getMessage());
        }
    }

    /** Once a second is enough: each try is another file. */
    private void tryAgain()
    {
        final long sinceMs = settings.wallClockMs().getAsLong() - failedMs;
        if (failed && (sinceMs >= RETRY_MS || sinceMs < 0))
        {
            wanted = true;
        }
    }

    /** A listener that throws, or no memory to tell it, does not end the recording. */
    private synchronized void raise(final String details)
    {
        try
        {
            troubles.accept(new Issue(settings.wallClockMs().getAsLong(), "RECORDING", "", Double.NaN, Double.NaN, details));
        }
        catch (final RuntimeException | Error untellable)
        {
            // The gap in the recording tells it too.
        }
    }

    /** Waits until all is written that was handed over, but not for ever. */
    void close(final long patienceNs)
    {
        stopping = true;
        LockSupport.unpark(thread);
        if (thread.getState() == Thread.State.NEW)
        {
            store.close();
            return;
        }
        try
        {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(patienceNs)));
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
