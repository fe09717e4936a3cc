package io.interlock.journal.replay;

import io.interlock.journal.input.Gap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.UUID;

/**
 * Lays the decisions of a replay beside those of the journal, and keeps the first difference.
 *
 * <p>Threading: one thread.
 */
final class DecisionCheck
{
    private static final String DECISION = "decision";
    private static final String NONE = "none";

    private final JournalDecisions journal;
    private final Set<UUID> known;
    private LifeBook book;
    private UUID life;
    private Difference first;
    private long differing;
    /** After a gap of the journal some may come twice. */
    private boolean twice;
    /** Decisions of the replay that no record tells, where the journal says itself that some may be missing. */
    private long untold;
    private IOException unreadable;

    DecisionCheck(final JournalDecisions journal, final Set<UUID> known)
    {
        this.journal = journal;
        this.known = known;
    }

    void life(final LifeBook value)
    {
        book = value;
        life = value.life.bootId();
        twice = false;
        untold = 0;
        if (known.contains(life))
        {
            while (journal.peek() != null && !journal.peek().bootId().equals(life))
            {
                advance();
            }
        }
    }

    private boolean isOfLife()
    {
        return journal.peek() != null && journal.peek().bootId().equals(life);
    }

    /** The replay goes on behind this decision: what the journal has up to it cannot be compared. */
    void from(final long sequence, final long wallMs, final Gap gap, final String where)
    {
        long passed = 0;
        long fromMs = 0;
        while (isOfLife() && journal.peek().sequence() <= sequence)
        {
            fromMs = fromMs == 0 ? journal.peek().wallMs() : fromMs;
            passed++;
            advance();
        }
        if (gap != null)
        {
            book.incomparable(gap.fromMs() != 0 ? gap.fromMs() : fromMs, wallMs, passed,
                gap.why().words() + (gap.events() > 0 ? " (" + gap.events() + " events)" : "") + (where.isEmpty() ? "" : ": " + where));
        }
        else if (passed > 0)
        {
            book.incomparable(fromMs, wallMs, passed, "the recording begins later");
        }
    }

    /** A decision of the replay. */
    void made(final Decision decision)
    {
        twice |= isOfLife() && journal.gapBefore();
        while (twice && isOfLife() && journal.peek().sequence() < decision.sequence())
        {
            advance();
        }
        if (!known.contains(life) || !isOfLife() || journal.peek().sequence() > decision.sequence() && twice)
        {
            untold++;
            return;
        }
        if (journal.peek().sequence() != decision.sequence())
        {
            differ(decision, new Difference.Field(DECISION, journal.peek().sequence() < decision.sequence()
                ? "another of sequence " + journal.peek().sequence() : NONE, words(decision)));
            return;
        }
        final Difference.Field field = journal.peek().difference(decision);
        if (field == null)
        {
            book.equal++;
        }
        else
        {
            differ(decision, field);
        }
        advance();
    }

    private static String words(final Decision decision)
    {
        return decision.change() == null ? decision.command().name()
            : decision.change().from() + " to " + decision.change().to() + " because of " + decision.change().cause();
    }

    /** The recording says that there was a decision that the replay did not make. */
    void unmade(final long sequence, final long wallMs)
    {
        final Decision told = isOfLife() && journal.peek().sequence() == sequence ? journal.peek() : null;
        differ(new Difference(life, sequence, wallMs, told == null ? "" : told.scope(),
            new Difference.Field(DECISION, told == null ? "one" : words(told), NONE)));
    }

    void stateDiffers(final long sequence, final long wallMs, final String scope, final Difference.Field field)
    {
        differ(new Difference(life, sequence, wallMs, scope, field));
    }

    private void differ(final Decision decision, final Difference.Field field)
    {
        differ(new Difference(life, decision.sequence(), decision.wallMs(), decision.scope(), field));
    }

    private void differ(final Difference difference)
    {
        first = first == null ? difference : first;
        differing++;
        book.differing++;
    }

    /** The recording of a life is at its end. */
    void lifeEnds(final long sequence, final Gap gap)
    {
        if (untold > 0)
        {
            book.incomparable(0, book.lastMs, untold, known.contains(life) ? "the journal says itself that records may be missing, or ends "
                + "before the recording" : "the journal has no record of this life");
        }
        long passed = 0;
        final long fromMs = isOfLife() ? journal.peek().wallMs() : 0;
        while (isOfLife())
        {
            passed++;
            advance();
        }
        if (passed > 0 || gap != null)
        {
            book.incomparable(fromMs, 0, passed, gap == null ? "the recording ends before decision " + (sequence + 1)
                : gap.why().words() + ", and no snapshot follows");
        }
    }

    private void advance()
    {
        try
        {
            journal.advance();
        }
        catch (final IOException failed)
        {
            unreadable = failed;
            throw new UncheckedIOException(failed);
        }
    }

    void rethrow() throws IOException
    {
        if (unreadable != null)
        {
            throw unreadable;
        }
    }

    Difference first()
    {
        return first;
    }

    long differing()
    {
        return differing;
    }
}
