package io.interlock.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames in files of Chronicle Queue. Each start, each {@link #newFile()} and each roll begins a file of its own: Chronicle is let into
 * one new file at a time, so nothing that an earlier process left behind, or that somebody damaged, can stop, hang or mislead it. Older
 * files are read by {@link ChronicleSource} alone.
 * <pre>
 * directory/journal.lock            held by the writer
 *           20261101-0930.cq4       finished files, oldest first
 *           next.zeros              the next file, written with zeros in advance
 *           live/20261102-0000.cq4  the file that is written
 *           live/metadata.cq4t      Chronicle's own; nothing in it is needed
 * </pre>
 *
 * <p>Threading: one thread at a time; it may be opened by another than the one that then writes. That thread is not
 * to be interrupted while it writes: the system's channel closes then, and the file counts as failed.
 */
public final class ChronicleStore implements FrameStore
{
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleStore.class);
    private static final String NEXT = "next.zeros";
    private static final long RETRY_MS = 1_000;

    private final Path directory;
    private final Path liveDirectory;
    private final StoreSettings settings;
    private final DirectoryLock lock;
    /** Whether a file is on the disk before the next is begun. */
    private final boolean forcing;
    private final List<FileTail> tails = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private LiveFile live;
    private int lastCycle;
    private long latestMs;
    private long begunMs;
    private long retryMs;
    private boolean closed;

    private ChronicleStore(final Path directory, final StoreSettings settings, final DirectoryLock lock, final boolean forcing)
    {
        this.forcing = forcing;
        this.directory = directory;
        this.liveDirectory = directory.resolve(CycleFiles.LIVE);
        this.settings = settings;
        this.lock = lock;
        this.latestMs = settings.wallClockMs().getAsLong();
    }

    /**
     * Opens a journal for writing, made where there is none, and begins a new file in it. What a dead process left in the middle of a
     * write is told by {@link #tails()}.
     *
     * @param directory of the journal, on a local disk; open to its owner alone from now on.
     * @param settings  of the files.
     * @return to be closed.
     * @throws IOException           where another writer has it (with its pid), where it is on a network's file system, has foreign files
     *                               in it, or the disk fails or is full; what is in it is then unchanged.
     * @throws IllegalStateException where the JVM lacks a flag, see {@link StorePreflight}.
     */
    public static ChronicleStore open(final Path directory, final StoreSettings settings) throws IOException
    {
        return open(directory, settings, true);
    }

    /**
     * As {@link #open}, for frames that need not survive a loss of power: a new file waits for nothing of the old one to be on the disk,
     * so that beginning one takes milliseconds. {@link #force()} and {@link #close()} do as ever.
     *
     * @param directory of the files, on a local disk; open to its owner alone from now on.
     * @param settings  of the files.
     * @return to be closed.
     * @throws IOException           as {@link #open}.
     * @throws IllegalStateException likewise.
     */
    public static ChronicleStore openUnforced(final Path directory, final StoreSettings settings) throws IOException
    {
        return open(directory, settings, false);
    }

    private static ChronicleStore open(final Path directory, final StoreSettings settings, final boolean forcing) throws IOException
    {
        ChronicleLibrary.prepare();
        final Path path = directory.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path))
        {
            throw new JournalFormatException(path, "is a file: a journal is a directory");
        }
        // Before its rights are touched: it may be somebody else's directory.
        CycleFiles.all(path);
        PrivateFiles.directory(path);
        LocalDisk.require(path);
        final DirectoryLock lock = DirectoryLock.acquire(path);
        final ChronicleStore store = new ChronicleStore(path, settings, lock, forcing);
        try
        {
            store.begin(store.finishLeftOver() + 1);
            return store;
        }
        catch (final IOException | RuntimeException | Error failed)
        {
            store.close();
            throw failed;
        }
    }

    private int finishLeftOver() throws IOException
    {
        PrivateFiles.directory(liveDirectory);
        // Made in advance by a process that died before it had begun it: nothing but zeros.
        for (final Path zeros : LiveFile.allPrecreated(liveDirectory))
        {
            Files.deleteIfExists(zeros);
        }
        int newest = 0;
        for (final Path file : CycleFiles.all(directory))
        {
            newest = Math.max(newest, CycleFiles.cycle(file.getFileName().toString()));
        }
        for (final Path file : CycleFiles.in(liveDirectory))
        {
            finish(file, 0);
        }
        return newest;
    }

    /** Frames up to some byte are known, and are not read again. */
    private void finish(final Path file, final long known) throws IOException
    {
        final FileTail tail = FinishedFile.finish(file, directory, known, forcing || closed);
        if (tail != null)
        {
            tails.add(tail);
            LOG.warn("the journal's file {} ends in the middle of a write, at byte {}: {} bytes are in no frame",
                tail.file(), tail.position(), tail.bytes());
        }
    }

    private void begin(final int atLeast) throws IOException
    {
        final int cycle = Math.max(atLeast, CycleFiles.cycle(latestMs));
        final Path next = directory.resolve(NEXT);
        PrivateFiles.zeroFile(next, settings.preallocateBytes(), forcing);
        final String kept = MetadataFile.renew(liveDirectory, forcing);
        if (kept != null)
        {
            damaged.add(kept);
            LOG.warn("{} was damaged: it is kept as {} and made anew", liveDirectory.resolve(MetadataFile.NAME), kept);
        }
        PrivateFiles.move(next, LiveFile.precreated(liveDirectory, cycle));
        live = LiveFile.begin(liveDirectory, cycle, settings.preallocateBytes());
        lastCycle = cycle;
        begunMs = latestMs;
        if (forcing)
        {
            PrivateFiles.forceDirectory(liveDirectory);
            PrivateFiles.forceDirectory(directory);
        }
        prepareNext();
    }

    private boolean prepareNext()
    {
        try
        {
            PrivateFiles.zeroFile(directory.resolve(NEXT), settings.preallocateBytes(), forcing);
            return true;
        }
        catch (final IOException full)
        {
            // Not needed before the next file is; it is tried again then.
            LOG.warn("there is no room for the journal's next file in {}: {}", directory, full.getMessage());
            return false;
        }
    }

    @Override
    public void append(final byte[] bytes, final int length) throws IOException
    {
        if (length < 1 || length > MAX_FRAME || length > bytes.length)
        {
            throw new IllegalArgumentException(
                "a frame of " + length + " bytes in an array of " + bytes.length + ", must be 1 to " + MAX_FRAME);
        }
        writable();
        // The clock may be set back: the journal's never goes back.
        latestMs = Math.max(latestMs, settings.wallClockMs().getAsLong());
        if (rollIsDue() && latestMs >= retryMs)
        {
            roll();
        }
        live.append(bytes, length);
    }

    private boolean rollIsDue()
    {
        final long everyMs = settings.rollEvery().toMillis();
        return live.end() >= settings.maxFileBytes() || latestMs / everyMs != begunMs / everyMs;
    }

    // Where there is no room for another file the present one goes on: a roll is no reason to lose a frame.
    private void roll() throws IOException
    {
        if (live.frames() == 0)
        {
            begunMs = latestMs;
        }
        else if (prepareNext())
        {
            forceOld();
            replace();
        }
        else
        {
            retryMs = latestMs + RETRY_MS;
        }
    }

    /** A later force is of the new file alone. */
    private void forceOld() throws IOException
    {
        if (forcing)
        {
            live.force();
        }
    }

    private void replace() throws IOException
    {
        final LiveFile old = live;
        live = null;
        if (old != null)
        {
            old.close();
        }
        for (final Path file : CycleFiles.in(liveDirectory))
        {
            finish(file, known(old, file));
        }
        begin(lastCycle + 1);
    }

    /** What of a file's frames this process wrote itself and need not look for. A file that is forced is looked through once more. */
    private long known(final LiveFile written, final Path file)
    {
        return forcing || written == null || written.broken() || !written.file().equals(file) ? 0 : written.end();
    }

    private void writable() throws IOException
    {
        if (closed)
        {
            throw new IOException("the journal " + directory + " is closed");
        }
        if (live == null)
        {
            throw new IOException("the journal " + directory + " has no file to write to: beginning one failed");
        }
    }

    @Override
    public void force() throws IOException
    {
        writable();
        live.force();
    }

    @Override
    public void newFile() throws IOException
    {
        if (closed)
        {
            throw new IOException("the journal " + directory + " is closed");
        }
        if (live != null && !live.broken())
        {
            forceOld();
        }
        latestMs = Math.max(latestMs, settings.wallClockMs().getAsLong());
        try
        {
            replace();
        }
        catch (final RuntimeException | InternalError failed)
        {
            throw new IOException("a new file could not be begun in the journal " + directory + ": " + failed, failed);
        }
    }

    @Override
    public List<String> retain(final Retention.Listener listener) throws IOException
    {
        writable();
        return Retention.apply(directory, live, settings, listener);
    }

    /**
     * Space on the journal's disk that this user may still take. Asks the system (microseconds).
     *
     * @return bytes.
     * @throws IOException where the system does not tell.
     */
    public long usableBytes() throws IOException
    {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public boolean spaceIsLow() throws IOException
    {
        return usableBytes() < settings.lowSpaceBytes();
    }

    @Override
    public void requireInPlace() throws IOException
    {
        writable();
        live.requireInPlace();
    }

    @Override
    public List<FileTail> tails()
    {
        return List.copyOf(tails);
    }

    /**
     * Damaged files of Chronicle's own that were set aside. No frame was in them.
     *
     * @return their new names, a copy.
     */
    public List<String> damagedFiles()
    {
        return List.copyOf(damaged);
    }

    @Override
    public String currentFile()
    {
        return live == null ? null : live.file().getFileName().toString();
    }

    @Override
    public void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        try (lock)
        {
            if (live != null)
            {
                final boolean whole = !live.broken();
                if (whole)
                {
                    live.force();
                }
                live.close();
                finish(live.file(), known(live, live.file()));
            }
        }
        catch (final IOException | RuntimeException failed)
        {
            LOG.warn("the journal {} was not closed well; the next start finishes its file", directory, failed);
        }
    }
}
