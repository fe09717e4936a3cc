package io.interlock.core.port;

import java.io.IOException;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Keeps decisions. A record is durable once a {@link #force()} that began after its append has returned; until then nothing that it loosens
 * takes effect (DESIGN, loosening). Any exception is a failed journal: JOURNAL is raised and nothing loosens until an operator accepts.
 *
 * <p>Threading: one thread of the engine alone, the journal handler's. May block; delays no tightening.
 */
public interface TransitionJournal
{
    /** Keeps nothing; all is durable at once. */
    TransitionJournal NONE = new TransitionJournal()
    {
    };

    /**
     * Appends a transition.
     *
     * @param event what was decided.
     * @throws IOException when it could not be kept.
     */
    default void append(final TransitionEvent event) throws IOException
    {
    }

    /**
     * Appends what became of an action.
     *
     * @param event what happened.
     * @throws IOException when it could not be kept.
     */
    default void append(final ActionEvent event) throws IOException
    {
    }

    /**
     * Appends an operator's command and what became of it.
     *
     * @param record what was commanded.
     * @throws IOException when it could not be kept.
     */
    default void append(final CommandRecord record) throws IOException
    {
    }

    /**
     * Appends a reload of the configuration: this record and those that follow carry the hash of the new one.
     *
     * @param record what was reloaded.
     * @throws IOException when it could not be kept.
     */
    default void append(final ReloadRecord record) throws IOException
    {
        append(record.command());
    }

    /**
     * Appends what became of a notification.
     *
     * @param record what happened.
     * @throws IOException when it could not be kept.
     */
    default void append(final NoticeRecord record) throws IOException
    {
    }

    /**
     * Appends what a restart would bring back of one scope. It comes after the transition or command that changed it.
     *
     * @param vital as it is now.
     * @throws IOException when it could not be kept.
     */
    default void append(final ScopeVital vital) throws IOException
    {
    }

    /**
     * Appends an issue.
     *
     * @param issue what happened.
     * @throws IOException when it could not be kept.
     */
    default void append(final Issue issue) throws IOException
    {
    }

    /**
     * Appends that somebody asked for something.
     *
     * @param record who, what and what became of it.
     * @throws IOException when it could not be kept.
     */
    default void append(final AttemptRecord record) throws IOException
    {
    }

    /**
     * Appends a sample of the metrics: each one above CLOSED, one a minute else.
     *
     * @param sample what was measured.
     * @throws IOException when it could not be kept.
     */
    default void append(final MetricsSample sample) throws IOException
    {
    }

    /**
     * How far it is durable. Any thread.
     *
     * @return the same object as before where nothing came.
     */
    default JournalHead durableHead()
    {
        return JournalHead.NONE;
    }

    /**
     * Where engine time is read, for records that carry none of their own. Called once, before anything is appended.
     *
     * @param timeNs nanoseconds since the engine started; any thread.
     */
    default void clock(final LongSupplier timeNs)
    {
    }

    /**
     * Appends what a launch brought back from former lives, before anything else of this life.
     *
     * @param bootId    of this life.
     * @param recovered each scope as it was restored.
     * @throws IOException when it could not be kept.
     */
    default void append(final UUID bootId, final Recovered recovered) throws IOException
    {
    }

    /**
     * Makes durable what was appended.
     *
     * @throws IOException when that is not certain.
     */
    default void force() throws IOException
    {
    }

    /**
     * A failed journal is tried again: start a new cycle. Records whose append failed are then appended again.
     *
     * @param why for people: who wants it.
     * @throws IOException when it still cannot be written.
     */
    default void reopen(final String why) throws IOException
    {
    }

    /** The engine is closed while its journal thread still has records to append: that stop is not a planned one. Any thread. */
    default void unfinished()
    {
    }

    /**
     * Says that records may be missing here, or come twice.
     *
     * @param why for people.
     * @throws IOException when it could not be kept.
     */
    default void gap(final String why) throws IOException
    {
    }
}
