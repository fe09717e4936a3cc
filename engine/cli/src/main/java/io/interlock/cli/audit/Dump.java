package io.interlock.cli.audit;

import io.interlock.cli.Unreadable;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FileTail;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a journal to its present end, or on and on: over new files, files that are moved when they are finished, and files that retention
 * deletes. A file that cannot be read any further is told, and the next one is read.
 *
 * <p>Threading: one thread.
 */
final class Dump
{
    /** A person who watches does not see less; the directory is listed, and the end of the file read, this often. */
    private static final long POLL_MS = 200;

    private final ChronicleSource source;
    private final JournalWalk walk;
    private final DumpOutput out;
    /** What was told since the last frame, once each. */
    private final Set<String> told = new HashSet<>();
    /** Why the present file cannot be read any further; null where it can. */
    private String stuck;
    private int tails;
    private String file = "";

    Dump(final ChronicleSource source, final JournalWalk walk, final DumpOutput out)
    {
        this.source = source;
        this.walk = walk;
        this.out = out;
    }

    /** To the present end. */
    void once()
    {
        while (step())
        {
            // All is done by the step.
        }
        tornTails();
        present();
        walk.end();
        out.flush();
    }

    /** Until interrupted, or until nobody reads any more (an {@link java.io.UncheckedIOException}). */
    void follow()
    {
        try (Interruption interruption = new Interruption())
        {
            while (!interruption.isAsked())
            {
                if (!step())
                {
                    out.flush();
                    interruption.await(POLL_MS);
                }
            }
            out.flush();
        }
    }

    private boolean step()
    {
        final FrameSource.Frame frame = next();
        if (frame == null)
        {
            return false;
        }
        if (!frame.file().equals(file))
        {
            file = frame.file();
            tornTails();
        }
        walk.frame(frame);
        return true;
    }

    /** The next frame that can be read; null where there is none now. */
    private FrameSource.Frame next()
    {
        while (stuck == null || skipped())
        {
            try
            {
                final FrameSource.Frame frame = source.next();
                if (frame != null)
                {
                    told.clear();
                }
                return frame;
            }
            catch (final IOException unreadable)
            {
                stuck = tell(unreadable);
            }
        }
        return null;
    }

    private boolean skipped()
    {
        try
        {
            if (source.skipFile())
            {
                stuck = null;
                return true;
            }
        }
        catch (final IOException unreadable)
        {
            // The directory's fault and not the file's: that one is gone on with once the directory can be read again.
            stuck = tell(unreadable).equals(stuck) ? null : stuck;
        }
        return false;
    }

    private String tell(final IOException unreadable)
    {
        final String why = Unreadable.why(unreadable);
        if (told.add(why))
        {
            walk.unreadable(why);
        }
        return why;
    }

    private void tornTails()
    {
        final List<FileTail> all = source.tails();
        for (final FileTail tail : all.subList(tails, all.size()))
        {
            tornTail(tail);
        }
        tails = all.size();
    }

    /** In the file that is written, where a writer may just be at it, or has died. */
    private void present()
    {
        try
        {
            final FrameSource.Frame hidden = stuck != null ? null : source.hidden();
            final FileTail tail = stuck != null ? null : source.tail();
            if (hidden != null)
            {
                walk.hidden(hidden);
            }
            else if (tail != null)
            {
                tornTail(tail);
            }
        }
        catch (final IOException unreadable)
        {
            walk.unreadable(Unreadable.why(unreadable));
        }
    }

    private void tornTail(final FileTail tail)
    {
        if (tail.bytes() > 0)
        {
            walk.note(new Note(Note.Kind.TORN_TAIL, tail.file(), -1, tail.bytes() + " bytes from byte " + tail.position()
                + " on are no record: a process died while it wrote, or one is writing now"));
        }
    }
}
