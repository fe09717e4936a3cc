package io.interlock.journal.replay;

import io.interlock.journal.input.Gap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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
    /** Of the journal; those that the recording has too are taken out as they come. */
    private final Map<UUID, ReplayResult.Unrecorded> lives;
    private LifeBook book;
    private UUID life;
    private boolean known;
    private Difference first;
    private long differing;
    /** After a gap of the journal some may come twice. */
    private boolean twice;
    /** Decisions of the replay that no record tells, where the journal says itself that some may be missing. */
    private long untold;
    private IOException unreadable;

    DecisionCheck(final JournalDecisions journal, final Map<UUID, ReplayResult.Unrecorded> lives)
    {
        this.journal = journal;
        this.lives = lives;
    }

    void life(final LifeBook value)
    {
        book = value;
        life = value.life.bootId();
        twice = false;
        untold = 0;
        final ReplayResult.Unrecorded told = lives.remove(life);
        known = told != null;
        // A life without decisions is nowhere among them: looking for it would pass over those of all others.
        if (known && told.decisions() > 0)
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
        if (!known || !isOfLife() || journal.peek().sequence() > decision.sequence() && twice)
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
        // Behind the gap both go on together: what is missing later is missing without a word.
        twice = false;
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
            book.incomparable(0, book.lastMs, untold, known ? "the journal says itself that records may be missing, or ends "
                + "before the recording" : "the journal has no record of this life");
        }
        long passed = 0;
        long fromMs = 0;
        while (isOfLife())
        {
            // What comes twice after a gap of the journal was compared before.
            twice |= journal.gapBefore();
            if (!twice || journal.peek().sequence() > sequence)
            {
                fromMs = fromMs == 0 ? journal.peek().wallMs() : fromMs;
                passed++;
            }
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

    /** Lives that made decisions and that the recording does not have. */
    List<ReplayResult.Unrecorded> unrecorded()
    {
        return lives.values().stream().filter(left -> left.decisions() > 0).toList();
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
