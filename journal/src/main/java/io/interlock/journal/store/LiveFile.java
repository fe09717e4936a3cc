package io.interlock.journal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that is written, by a Chronicle queue of this one cycle: its clock stands still, so it never rolls, and no other file is
 * within its reach. The bytes ahead of the frames are written with zeros first.
 *
 * <p>Threading: the writer's.
 */
final class LiveFile implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);
    private static final String PRECREATED = ".precreated";
    private static final long TIMEOUT_MS = 1_000;
    // Two pages of Chronicle's index, which it may write beside a frame, and then some.
    private static final long RESERVE = 64 << 10;
    private static final long AHEAD = 3 * RESERVE;

    private final Path file;
    private final long step;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FileChannel channel;
    private final Object key;
    private long zeroed;
    private long end;
    private long frames;
    private Throwable broken;

    private LiveFile(final Path file, final long step, final SingleChronicleQueue queue, final ExcerptAppender appender) throws IOException
    {
        this.file = file;
        this.step = step;
        this.zeroed = step;
        this.queue = queue;
        this.appender = appender;
        appender.singleThreadedCheckDisabled(true);
        touch();
        this.channel = PrivateFiles.open(file);
        this.key = PrivateFiles.key(file);
    }

    /**
     * Begins a file. A file of zeros of the step's length lies there, under the name that {@link #precreated} gives.
     *
     * @param live  Chronicle's directory.
     * @param cycle of the file.
     * @param step  by how many bytes zeros are written ahead.
     */
    static LiveFile begin(final Path live, final int cycle, final long step) throws IOException
    {
        ChronicleLibrary.prepare();
        SingleChronicleQueue queue = null;
        try
        {
            final long timeMs = cycle * CycleFiles.CYCLE_MS;
            queue = SingleChronicleQueueBuilder.binary(live)
                .rollCycle(LegacyRollCycles.MINUTELY)
                .timeProvider(() -> timeMs)
                .timeoutMS(TIMEOUT_MS)
                .blockSize(step)
                .checkInterrupts(false)
                .syncMode(SyncMode.NONE)
                .build();
            final LiveFile begun = new LiveFile(live.resolve(CycleFiles.name(cycle)), step, queue, queue.createAppender());
            if (Files.exists(precreated(live, cycle)))
            {
                begun.close();
                throw new IOException("the file that was made in advance was not taken");
            }
            return begun;
        }
        catch (final Throwable failed)
        {
            quietly(queue);
            throw failure("cannot begin the journal's file " + CycleFiles.name(cycle) + " in " + live, failed);
        }
    }

    /** The name under which Chronicle looks for a file made in advance. */
    static Path precreated(final Path live, final int cycle)
    {
        return live.resolve(CycleFiles.name(cycle).replace(CycleFiles.SUFFIX, PRECREATED));
    }

    /** Those that nobody has begun. */
    static List<Path> allPrecreated(final Path live) throws IOException
    {
        try (Stream<Path> files = Files.list(live))
        {
            return files.filter(file -> file.getFileName().toString().endsWith(PRECREATED)).toList();
        }
    }

    // The file is made by the first document; this one is taken back.
    private void touch()
    {
        final DocumentContext document = appender.writingDocument();
        document.rollbackOnClose();
        document.close();
    }

    void append(final byte[] bytes, final int length) throws IOException
    {
        whole();
        uncut();
        reserve(length);
        DocumentContext document = null;
        try
        {
            document = appender.writingDocument();
            final Bytes<?> to = document.wire().bytes();
            to.writeInt(length);
            to.write(bytes, 0, length);
            final long written = to.writePosition();
            document.close();
            document = null;
            end = written;
            frames++;
        }
        catch (final Throwable failed)
        {
            broken = failed;
            throw failure("a frame could not be appended to the journal's file " + file, failed);
        }
        finally
        {
            takeBack(document);
        }
    }

    // A document that is only closed is committed, with what is in it so far.
    private void takeBack(final DocumentContext document)
    {
        if (document != null)
        {
            try
            {
                document.rollbackOnClose();
                document.close();
            }
            catch (final Throwable failed)
            {
                if (broken != null)
                {
                    broken.addSuppressed(failed);
                }
            }
        }
    }

    private void reserve(final int length) throws IOException
    {
        final long needed = end + length + RESERVE;
        if (needed + AHEAD <= zeroed)
        {
            return;
        }
        try
        {
            PrivateFiles.zeros(channel, zeroed, zeroed + step);
            zeroed += step;
        }
        catch (final IOException full)
        {
            // Nothing is broken by it: as long as there are zeros the file goes on, and it is tried again each time.
            if (needed > zeroed)
            {
                throw new IOException("there is no room for another frame in the journal's file " + file + ": " + full.getMessage(), full);
            }
        }
    }

    // A store to a mapped page behind the end of its file is a fault of memory, on JDK 17 one that comes later than its cause.
    private void uncut() throws IOException
    {
        if (channel.size() < zeroed)
        {
            final IOException cut = new IOException("the journal's file " + file + " was cut by somebody to " + channel.size() + " bytes");
            broken = cut;
            throw cut;
        }
    }

    void force() throws IOException
    {
        whole();
        try
        {
            uncut();
            // Not Chronicle's own, which only logs a failure. On the same file this writes the mapped pages as well.
            channel.force(false);
            inPlace();
        }
        catch (final IOException failed)
        {
            // The system may have dropped what it could not write, and say next time that all is well.
            broken = failed;
            throw failure("the journal's file " + file + " could not be forced to the disk", failed);
        }
    }

    private void whole() throws IOException
    {
        if (broken != null)
        {
            throw new IOException("the journal's file " + file + " failed before (" + broken + "): a new file has to be begun", broken);
        }
    }

    private static IOException failure(final String what, final Throwable why)
    {
        // A full or failing disk under mapped memory is an InternalError. Others of its kind are the JVM's own end, and not for us to keep.
        if (why instanceof VirtualMachineError && !(why instanceof InternalError))
        {
            throw (VirtualMachineError)why;
        }
        return new IOException(what + ": " + why, why);
    }

    /** As {@link #force} finds it, without waiting for the disk. */
    void requireInPlace() throws IOException
    {
        whole();
        try
        {
            inPlace();
        }
        catch (final IOException gone)
        {
            broken = gone;
            throw failure("the journal's file " + file, gone);
        }
    }

    private void inPlace() throws IOException
    {
        if (!PrivateFiles.isStill(file, key))
        {
            throw new IOException("it was deleted or replaced by somebody: what is written to it is lost");
        }
    }

    Path file()
    {
        return file;
    }

    /** Length of its content, in bytes. */
    long end()
    {
        return end;
    }

    long frames()
    {
        return frames;
    }

    boolean broken()
    {
        return broken != null;
    }

    @Override
    public void close()
    {
        quietly(queue);
        try
        {
            channel.close();
        }
        catch (final IOException failed)
        {
            broken = broken == null ? failed : broken;
        }
    }

    private static void quietly(final SingleChronicleQueue queue)
    {
        if (queue != null)
        {
            try
            {
                queue.close();
            }
            catch (final RuntimeException | InternalError failed)
            {
                LOG.warn("a journal's file did not close well", failed);
            }
        }
    }
}
