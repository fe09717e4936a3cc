package io.interlock.journal.report;

import io.interlock.journal.record.JournalKey;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FileTail;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.Finding;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Reads a journal into a report, and verifies it at once: who reads of an incident must see what of it may be believed. A file that cannot
 * be read any further is told, and the next one is read. The journal is read from its beginning whatever is asked for, since only the chain
 * tells what is missing, and only the past in which level a scope was.
 *
 * <p>Threading: one thread; to be used once.
 */
public final class JournalFeed
{
    private final ReportData data;
    private final LongConsumer progress;
    private final RecordReader reader;

    private JournalFeed(final ReportData data, final LongConsumer progress)
    {
        this.data = data;
        this.progress = progress;
        reader = new RecordReader(data);
    }

    /**
     * Reads to the end.
     *
     * @param source   is left open; may be of a journal that is being written.
     * @param key      that the records are sealed with; null for none.
     * @param data     gets it.
     * @param progress told after each frame how many there were.
     */
    public static void read(final FrameSource source, final JournalKey key, final ReportData data, final LongConsumer progress)
    {
        Objects.requireNonNull(source, "source");
        new JournalFeed(data, progress).read(source, key);
    }

    private void read(final FrameSource source, final JournalKey key)
    {
        final Verification found = new JournalVerifier(key, null, null).verify(new Passed(source));
        if (source instanceof ChronicleSource files)
        {
            tails(files);
        }
        reader.end();
        data.verification(found);
        for (final Finding finding : found.findings())
        {
            if (finding.kind() == Finding.Kind.TOLD)
            {
                // The record itself is told where it stands.
                continue;
            }
            final long wallMs = finding.index() < 0 ? data.endMs() : reader.times().at(finding.index());
            data.finding(new Remark(wallMs, finding.index(), finding.kind().name(), Shown.words(words(finding)), isDamage(finding)));
        }
    }

    /** Not what only could not be checked. */
    private static boolean isDamage(final Finding finding)
    {
        return finding.kind() != Finding.Kind.KEY_NEEDED;
    }

    private static String words(final Finding finding)
    {
        return (finding.index() < 0 ? "" : "frame " + finding.index() + " of " + finding.file()
            + (finding.sequence() < 0 ? "" : ", record " + finding.sequence()) + ": ") + finding.what();
    }

    private void tails(final ChronicleSource files)
    {
        for (final FileTail tail : files.tails())
        {
            tail(tail);
        }
    }

    private void tail(final FileTail tail)
    {
        if (tail.bytes() > 0)
        {
            reader.remark(Remark.TORN_TAIL, tail.bytes() + " bytes from byte " + tail.position() + " of " + tail.file()
                + " on are no record: a process died while it wrote", false);
        }
    }

    /** The source as the verifier sees it: each frame goes to the report as well, and a file that fails is passed over. */
    private final class Passed implements FrameSource
    {
        private final FrameSource source;
        private long frames;

        Passed(final FrameSource source)
        {
            this.source = source;
        }

        @Override
        public List<FileTail> unmarked() throws IOException
        {
            return source.unmarked();
        }

        @Override
        public Frame next()
        {
            while (true)
            {
                try
                {
                    final Frame frame = source.next();
                    if (frame != null)
                    {
                        reader.frame(frame);
                        progress.accept(++frames);
                    }
                    return frame;
                }
                catch (final IOException unreadable)
                {
                    reader.remark(Remark.UNREADABLE, Shown.words(String.valueOf(unreadable.getMessage())), true);
                    if (!skipped())
                    {
                        return null;
                    }
                }
            }
        }

        private boolean skipped()
        {
            try
            {
                return source instanceof ChronicleSource files && files.skipFile();
            }
            catch (final IOException unreadable)
            {
                reader.remark(Remark.UNREADABLE, Shown.words(String.valueOf(unreadable.getMessage())), true);
                return false;
            }
        }

        @Override
        public Frame hidden() throws IOException
        {
            return source.hidden();
        }

        @Override
        public void close()
        {
            // It is its owner's.
        }
    }
}
