package io.interlock.journal;

import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.status.IssueList;
import io.interlock.core.status.IssueLog;
import io.interlock.core.text.CleanText;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The latest transitions and issues of a journal that another process writes to, kept in memory as they come: over rolls, restarts and
 * retention, and over a journal that is put in another's place. It reads with plain reads and changes nothing, so the writer does not
 * notice. Of a long journal it begins with the newest files; what lies before them is told as not known.
 *
 * <p>Threading: {@link #look()} by one thread, its own once it is started; the rest by any.
 */
public final class JournalFollower implements AutoCloseable
{
    /** Half a gigabyte at most, unless files were made longer than they are. */
    private static final int FILES = 4;
    private static final int ISSUES = 8_192;
    private static final long POLL_NS = 200_000_000L;
    private static final String VERIFY = ": 'interlock verify' tells more";

    private final Path directory;
    private final int files;
    private final RecordDecoder decoder = new RecordDecoder();
    private final Thread thread = new Thread(this::run, "interlock-journal-follower");
    private ChronicleSource source;
    private Object key;
    private volatile Known known = new Known();
    private volatile boolean closed;

    /** Of one journal. Threading: written by the follower's thread alone. */
    private static final class Known
    {
        private final TransitionShelf shelf = new TransitionShelf();
        private final IssueLog issues = new IssueLog(ISSUES);
        private volatile long first;
        private volatile long firstMs;
        private volatile long last;
        private volatile Life life;
        private UUID bootId;
        private Hash config;
        private volatile boolean caughtUp;
        /** Places where records are missing or unreadable. */
        private volatile long holes;
        /** Why it cannot be read any further; null where it can. */
        private volatile String stuck = "the journal was not read yet";
    }

    /**
     * A life of the engine. Immutable.
     *
     * @param bootId of that life.
     * @param build  of the program; null where the beginning of the life is not read.
     * @param config hash of the configuration of its last record, hexadecimal: that of the last reload; null where there is none.
     */
    public record Life(String bootId, String build, String config)
    {
    }

    /**
     * Follows nothing yet.
     *
     * @param directory of the engine; the journal may come later.
     */
    public JournalFollower(final Path directory)
    {
        this(directory, FILES);
    }

    JournalFollower(final Path directory, final int files)
    {
        this.directory = directory.resolve(FileJournal.FOLDER);
        this.files = files;
        thread.setDaemon(true);
    }

    /** Looks again and again, on a thread of its own, until it is closed. */
    public void start()
    {
        thread.start();
    }

    private void run()
    {
        while (!closed)
        {
            try
            {
                look();
            }
            catch (final RuntimeException | LinkageError strange)
            {
                // Whatever bytes lie there: the next round tries again, and until then it is told.
                known.stuck = "the journal cannot be read: " + CleanText.escaped(strange.toString());
            }
            LockSupport.parkNanos(POLL_NS);
        }
        release();
    }

    /** Reads what there is now. Never throws for what lies on the disk. */
    void look()
    {
        try
        {
            if (isAnother())
            {
                release();
                known = new Known();
                source = ChronicleSource.openNewest(directory, files);
            }
            read();
            known.caughtUp = true;
            known.stuck = null;
        }
        catch (final IOException unreadable)
        {
            known.stuck = "the journal cannot be read" + (known.last == 0 ? "" : " beyond record " + known.last) + ": "
                + CleanText.escaped(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Whether no journal is open, or the one that is has gone, or another is in its place. */
    private boolean isAnother() throws IOException
    {
        if (source != null && !Files.exists(directory))
        {
            // What was read stays told until another journal is there.
            throw new IOException(directory + " is not there any more");
        }
        final Object now = source == null && !Files.exists(directory) ? null
            : Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        final boolean another = source == null || key != null && !key.equals(now);
        key = now;
        return another;
    }

    private void read() throws IOException
    {
        while (!closed)
        {
            final FrameSource.Frame frame;
            try
            {
                frame = source.next();
            }
            catch (final IOException unreadable)
            {
                if (!source.skipFile())
                {
                    throw unreadable;
                }
                known.holes++;
                continue;
            }
            if (frame == null)
            {
                return;
            }
            frame(decoder.decode(frame.bytes()));
        }
    }

    private void frame(final Decoded decoded)
    {
        final Known now = known;
        if (!(decoded instanceof JournalRecord record))
        {
            now.holes++;
            return;
        }
        final RecordContent content = record.content();
        if (now.first == 0)
        {
            now.first = record.sequence();
            now.firstMs = content.stamp().wallMs();
            now.shelf.beginsAfter(record.sequence() - 1);
        }
        else if (record.sequence() > now.last + 1)
        {
            now.holes++;
        }
        now.shelf.record(record.sequence(), content);
        if (content.type() == RecordType.ISSUE && !AttemptRecord.TYPE.equals(content.texts().subject()))
        {
            now.issues.add(issue(content));
        }
        life(now, content);
        now.last = Math.max(now.last, record.sequence());
    }

    /** Each record says its life and its configuration, also where the beginning of that life is not read. */
    private static void life(final Known now, final RecordContent content)
    {
        final boolean same = content.stamp().bootId().equals(now.bootId);
        final boolean begins = content.type() == RecordType.STARTED;
        if (begins || !same || !content.config().equals(now.config))
        {
            final String build = begins ? content.texts().subject() : same ? now.life.build() : null;
            now.life = new Life(content.stamp().bootId().toString(), build,
                Hash.ZERO.equals(content.config()) ? null : content.config().toString());
            now.bootId = content.stamp().bootId();
            now.config = content.config();
        }
    }

    private static Issue issue(final RecordContent content)
    {
        final RecordContent.Numbers numbers = content.change().numbers();
        return new Issue(
            content.stamp().wallMs(), content.texts().subject(), content.texts().scope(), numbers.valueForPeople(null),
            numbers.thresholdForPeople(null), content.texts().details());
    }

    /**
     * Transitions after one, as {@link HistorySource#transitions}.
     *
     * @param afterSequence those above this one; 0: from the first that is known.
     * @param limit         at most so many, above 0.
     * @return what was read so far; complete only where nothing is missing of it.
     */
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        final Known now = known;
        final boolean whole = now.caughtUp && now.stuck == null && now.holes == 0;
        final HistorySource.Page page = now.shelf.page(afterSequence, limit, Long.MAX_VALUE);
        return new HistorySource.Page(page.transitions(), page.complete() && whole, page.more());
    }

    /**
     * Who commanded last in a scope, as {@link HistorySource#lastCommand}.
     *
     * @param scope path.
     * @param what  which commands are asked for.
     * @return of what was read so far; null where none is known.
     */
    public CommandRecord lastCommand(final String scope, final HistorySource.Commanded what)
    {
        return known.shelf.command(scope, what, Long.MAX_VALUE);
    }

    /**
     * Issues since a moment.
     *
     * @param fromMs wall time, milliseconds since 1970.
     * @return oldest first; complete only where nothing of that time is missing.
     */
    public IssueList issues(final long fromMs)
    {
        final Known now = known;
        final IssueList found = now.issues.since(fromMs);
        final boolean reaches = now.first == 1 || now.first > 0 && now.firstMs <= fromMs;
        return new IssueList(found, found.complete() && reaches && now.caughtUp && now.stuck == null && now.holes == 0);
    }

    /**
     * The last life that was read of.
     *
     * @return null where none was.
     */
    public Life life()
    {
        return known.life;
    }

    /**
     * The last record that was read.
     *
     * @return its sequence; 0 before the first.
     */
    public long lastSequence()
    {
        return known.last;
    }

    /**
     * What a person must know before believing the rest.
     *
     * @return null where there is nothing.
     */
    public String note()
    {
        final Known now = known;
        if (now.stuck != null)
        {
            return now.stuck;
        }
        if (!now.caughtUp)
        {
            return "the journal is still being read, up to record " + now.last + " so far";
        }
        return now.holes == 0 ? null : "the journal has records that are missing or cannot be read, in " + now.holes + " places" + VERIFY;
    }

    private void release()
    {
        if (source != null)
        {
            source.close();
            source = null;
        }
    }

    /** Ends it, within a moment. */
    @Override
    public void close()
    {
        closed = true;
        LockSupport.unpark(thread);
    }
}
