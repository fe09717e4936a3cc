package io.interlock.journal;

import io.interlock.core.mapped.EngineDirectory;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.RecoverySource;
import io.interlock.core.port.ScopeVital;
import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordEncoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.record.Retained;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.state.ScopeVitals;
import io.interlock.journal.state.StateDirectory;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The journal and the state file behind core's port: each decision is one record of the chain, and what a restart would bring back is
 * forced to the state file before {@link #force()} returns, and so before anything loosens (DESIGN, invariants 3 and 4).
 *
 * <p>Threading: {@link #recover()} and the first append by the launching thread; after that one thread, the journal's; {@link #close()} by
 * whoever closes the engine. Where the disk holds the journal's thread then, the files are left as they are.
 */
public final class FileJournal extends ContentJournal implements RecoverySource, AutoCloseable
{
    /** Of the journal, below the engine's directory. */
    public static final String FOLDER = "journal";

    private final Writing writing = new Writing();
    private final FrameStore store;
    private final FormerLives former;
    private final Settings settings;
    private final Chain chain;
    private final RecordEncoder encoder = new RecordEncoder();
    private final StateKeeper state;
    private UUID boot;
    private volatile ChainHead head;
    private volatile JournalHead durable;
    private final FirstRecords first;
    private volatile boolean unfinished;
    private volatile Supplier<List<NoticeRecord>> last = List::of;
    private volatile boolean stopped;
    private final Housekeeping housekeeping;
    private final TransitionShelf transitions;

    /**
     * What a journal needs to know.
     *
     * @param config      hash of the configuration in force.
     * @param description the configuration in words, for the first record.
     * @param build       version of the program.
     * @param key         seals the records; null for none.
     * @param wallClockMs milliseconds since 1970.
     */
    public record Settings(Hash config, String description, String build, JournalKey key, LongSupplier wallClockMs)
    {
    }

    FileJournal(final FrameStore store, final StateDirectory directory, final FormerLives former, final Settings settings)
    {
        this.store = store;
        state = new StateKeeper(directory, former.generation());
        this.former = former;
        this.settings = settings;
        chain = new Chain(former.head(), settings.key());
        head = chain.head();
        durable = head.shown();
        transitions = former.transitions();
        first = new FirstRecords(this, former, settings);
        housekeeping = new Housekeeping(store, settings.wallClockMs(), this::retained);
    }

    /**
     * Who is told what is wrong with the journal's disk while the journal itself still works. Any thread.
     *
     * @param value takes it at once; the journal's thread calls it.
     */
    public void troubles(final Consumer<Issue> value)
    {
        housekeeping.troubles(value);
    }

    /**
     * Opens the journal of an engine's directory, which is made where there is none, and reads what former lives left there.
     *
     * @param directory of the engine; the journal is in {@code journal} below it, the state file beside that.
     * @param settings  see there.
     * @param files     how the journal's files are kept.
     * @return to be closed after the engine.
     * @throws IOException naming what is in the way: in use, of another version, not to be written.
     */
    public static FileJournal open(final Path directory, final Settings settings, final StoreSettings files) throws IOException
    {
        // Before the store makes its own below it: what is in the engine's directory is for its owner alone.
        EngineDirectory.create(directory.toAbsolutePath().normalize());
        final Path folder = directory.resolve(FOLDER);
        final FrameStore store = ChronicleStore.open(folder, files);
        try (FrameSource source = ChronicleSource.recovering(folder))
        {
            return on(store, source, new FileStateDirectory(directory), GateHead.read(directory), settings);
        }
        catch (final IOException | RuntimeException unreadable)
        {
            store.close();
            throw unreadable;
        }
    }

    /**
     * A journal on any storage, as tests use it that let the storage fail.
     *
     * @param store    that is written; closed with the journal.
     * @param source   what former lives left in it; read to its end, left open.
     * @param beside   where the state file is.
     * @param settings see there.
     * @return to be closed after the engine.
     * @throws IOException naming what is in the way.
     */
    public static FileJournal on(final FrameStore store, final FrameSource source, final StateDirectory beside, final Settings settings)
        throws IOException
    {
        return on(store, source, beside, ChainHead.START, settings);
    }

    /** The same beside a {@code gate.dat} that names a record as durable, see {@link GateHead}. */
    public static FileJournal on(final FrameStore store, final FrameSource source, final StateDirectory beside, final ChainHead gate,
        final Settings settings) throws IOException
    {
        final FormerLives former = FormerLives.read(source, beside, gate, store.tails(), settings);
        former.admit(String.valueOf(beside), settings.key());
        return new FileJournal(store, beside, former, settings);
    }

    /**
     * The last record that is in the chain, forced or not.
     *
     * @return what an operator may keep elsewhere as an anchor.
     */
    public ChainHead head()
    {
        return head;
    }

    @Override
    public Recovered recover()
    {
        return former.recovered();
    }

    @Override
    public void append(final UUID bootId, final Recovered recovered) throws IOException
    {
        contents(new Contents(bootId, settings.config()));
        boot = bootId;
        state.begin(bootId);
        // All of them before an append can fail: what the state file gets later must not lack the rest.
        recovered.scopes().forEach(state::put);
        first.begin();
        for (final ScopeVital scope : recovered.scopes())
        {
            append(contents().vital(RecordType.RECOVERED, now(), scope.vital(), RecordContent.Texts.scope(scope.scope())));
        }
        first.marks();
        first.findings(recovered.findings());
    }

    /** Not of a decision: the engine's time is that at which it is kept. */
    RecordContent.Stamp now()
    {
        return new RecordContent.Stamp(boot, 0, timeNs(), settings.wallClockMs().getAsLong());
    }

    /**
     * What former lives left of notifications.
     *
     * @param maxAge transitions that are older are left out.
     * @return as it was when the journal was opened.
     */
    public NoticeHistory notices(final Duration maxAge)
    {
        return former.notices().since(settings.wallClockMs().getAsLong() - maxAge.toMillis());
    }

    @Override
    public void append(final ScopeVital vital) throws IOException
    {
        append(contents().vital(
            RecordType.VITAL, new RecordContent.Stamp(boot, vital.sequence(), timeNs(), vital.wallMs()), vital.vital(),
            RecordContent.Texts.scope(vital.scope())));
        state.put(vital);
    }

    /**
     * The latest transitions that are durable, of all lives, kept in memory: the files are not read again.
     *
     * @return for any thread.
     */
    public HistorySource history()
    {
        return transitions.upTo(() -> durable.sequence());
    }

    @Override
    public JournalHead durableHead()
    {
        return durable;
    }

    /** A file is about to go: what a restart needs of it is written again behind it, and where the chain begins then. */
    private void retained(final String file, final ChainHead last) throws IOException
    {
        vitals("retention deletes older records");
        append(contents().words(RecordType.RETAINED, now(), Retained.texts(file, last)));
        makeDurable();
    }

    private void vitals(final String why) throws IOException
    {
        for (final ScopeVitals scope : state.scopes())
        {
            append(contents().vital(
                RecordType.RECOVERED, now(), scope.vital(), new RecordContent.Texts(scope.path(), "", "", why, "the journal itself")));
        }
    }

    @Override
    void append(final RecordContent content) throws IOException
    {
        writing.run(() ->
        {
            final int length = encoder.encode(content, chain);
            store.append(encoder.bytes(), length);
            chain.advance(encoder.head());
            head = chain.head();
            transitions.record(head.sequence(), content);
        });
    }

    @Override
    public void force() throws IOException
    {
        writing.run(() ->
        {
            makeDurable();
            if (contents() != null)
            {
                housekeeping.look();
            }
        });
    }

    /** The journal first: the state file names a record of it. */
    void makeDurable() throws IOException
    {
        store.force();
        state.write(chain.head());
        forced();
        durable = durable.sequence() == head.sequence() ? durable : head.shown();
    }

    @Override
    public void reopen(final String why) throws IOException
    {
        writing.again();
        again();
        writing.run(store::newFile);
        first.begin();
        gap(why + "; records before this may be missing, and some may come twice");
        vitals(why);
        first.marks();
    }

    @Override
    public void unfinished()
    {
        unfinished = true;
    }

    @Override
    public void gap(final String why) throws IOException
    {
        append(contents().words(RecordType.GAP, now(), new RecordContent.Texts("", "", "JOURNAL", "", why)));
    }

    /**
     * What became of notifications while the engine was closed already. Written by {@link #close()}, where the journal is whole.
     *
     * @param records asked for once.
     */
    public void last(final Supplier<List<NoticeRecord>> records)
    {
        last = records;
    }

    /** A planned stop: says so in the journal, as far as that can still be written, and where nothing of this life is missing in it. */
    @Override
    public void close()
    {
        writing.last(this::stop);
    }

    /**
     * Whether the journal says that this life was stopped as planned.
     *
     * @return only after {@link #close()} can it be true.
     */
    public boolean isStoppedAsPlanned()
    {
        return stopped;
    }

    private void stop()
    {
        try
        {
            if (contents() != null && (unfinished || writing.isFailed()))
            {
                JournalLog.LOG.error("something of this life is missing in the journal: the next start counts as unplanned");
            }
            else if (contents() != null)
            {
                for (final NoticeRecord notice : last.get())
                {
                    append(notice);
                }
                append(contents().words(RecordType.STOPPED, now(), new RecordContent.Texts("", "", "closed", "", "the engine was closed")));
                // Nothing comes behind it, no file goes, and the state file names it: so that its end cannot be cut off unseen.
                state.touch();
                writing.run(this::makeDurable);
                stopped = true;
            }
        }
        catch (final IOException | RuntimeException unwritten)
        {
            // Then the next start counts as unplanned, which is the stricter reading.
            JournalLog.LOG.error("the journal cannot say that the engine was closed", unwritten);
        }
        finally
        {
            store.close();
            state.close();
        }
    }
}
