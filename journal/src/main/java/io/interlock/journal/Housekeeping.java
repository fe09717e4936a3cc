package io.interlock.journal;

import io.interlock.core.port.Issue;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.Retention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps the journal's disk in order: deletes whole old files once their anchor is in the chain, and says when space runs low. What goes
 * wrong here is an issue and no failed journal; only a record that could not be kept is.
 *
 * <p>Threading: the journal's.
 */
final class Housekeeping
{
    private static final long LOOK_MS = 10_000;
    private static final long RETAIN_MS = 3_600_000;

    private final FrameStore store;
    private final LongSupplier wallClockMs;
    private final Anchor anchor;
    /** Before anybody listens: a launch finds things too. */
    private final List<Issue> untold = new ArrayList<>();
    private Consumer<Issue> troubles = untold::add;
    private final RecordDecoder decoder = new RecordDecoder();
    private String file;
    private long lookedMs = Long.MIN_VALUE;
    private long retainedMs = Long.MIN_VALUE;
    private boolean low;
    private IOException unkept;

    /** Writes to the chain, durably, where it goes on without a file. */
    @FunctionalInterface
    interface Anchor
    {
        void keep(String file, ChainHead last) throws IOException;
    }

    Housekeeping(final FrameStore store, final LongSupplier wallClockMs, final Anchor anchor)
    {
        this.store = store;
        this.wallClockMs = wallClockMs;
        this.anchor = anchor;
    }

    /** Who is told from now on, and first of what was found before; any thread. */
    synchronized void troubles(final Consumer<Issue> value)
    {
        troubles = value;
        untold.forEach(value);
        untold.clear();
    }

    /** After a force, now and then. Throws where a record could not be kept. */
    void look() throws IOException
    {
        final long nowMs = wallClockMs.getAsLong();
        final String now = store.currentFile();
        if (now != null && !now.equals(file) || elapsed(nowMs, retainedMs, RETAIN_MS))
        {
            file = now;
            retainedMs = nowMs;
            retain();
        }
        if (elapsed(nowMs, lookedMs, LOOK_MS))
        {
            lookedMs = nowMs;
            space();
        }
    }

    // A clock that was set back counts as elapsed.
    private static boolean elapsed(final long nowMs, final long sinceMs, final long spanMs)
    {
        return sinceMs == Long.MIN_VALUE || nowMs < sinceMs || nowMs - sinceMs >= spanMs;
    }

    private void retain() throws IOException
    {
        unkept = null;
        try
        {
            final List<String> deleted = store.retain(new Retention.Listener()
            {
                @Override
                public void deleting(final String name, final byte[] lastFrame) throws IOException
                {
                    keep(name, lastFrame);
                }

                @Override
                public boolean counts(final byte[] frame)
                {
                    return decoder.decode(frame) instanceof JournalRecord;
                }
            });
            if (!deleted.isEmpty())
            {
                JournalLog.LOG.info("retention deleted {} of the journal's files: {}", deleted.size(), deleted);
            }
        }
        catch (final IOException failed)
        {
            if (unkept != null)
            {
                throw unkept;
            }
            raise("JOURNAL_RETENTION", "old files of the journal cannot be deleted, so it grows: " + failed.getMessage());
        }
    }

    private void keep(final String name, final byte[] lastFrame) throws IOException
    {
        final Decoded last = lastFrame == null ? null : decoder.decode(lastFrame);
        if (last instanceof JournalRecord record)
        {
            try
            {
                anchor.keep(name, record.head());
            }
            catch (final IOException failed)
            {
                unkept = failed;
                throw failed;
            }
        }
    }

    private void space()
    {
        try
        {
            final boolean now = store.spaceIsLow();
            if (now && !low)
            {
                raise("JOURNAL_SPACE", "the journal's disk is nearly full: make room, or lower journal.keep-mib. When it is full nothing "
                    + "loosens any more, and the level is what journal.on-failure says");
            }
            low = now;
        }
        catch (final IOException unknown)
        {
            if (!low)
            {
                raise("JOURNAL_SPACE", "the system does not tell how much room the journal has: " + unknown.getMessage());
            }
            low = true;
        }
    }

    private synchronized void raise(final String type, final String details)
    {
        JournalLog.LOG.warn("{}: {}", type, details);
        troubles.accept(new Issue(wallClockMs.getAsLong(), type, "", Double.NaN, Double.NaN, details));
    }
}
