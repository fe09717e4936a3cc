package io.interlock.journal;

import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.record.Retained;
import java.util.ArrayList;
import java.util.List;

/**
 * Damage, until a DAMAGE record bears its mark.
 *
 * <p>Threading: one thread.
 */
final class DamageFold
{
    /** Enough to say what is wrong; beyond that it is wrong anyway. */
    private static final int MOST = 100;

    private final List<Replayed.Damage> pending = new ArrayList<>();
    private final List<Replayed.Damage> middle = new ArrayList<>();
    private ChainHead begunAfter;
    private Replayed.Damage begun;
    /** Beyond those that are listed: how many, and the sum of their marks. One record bears the mark of all. */
    private long more;
    private long moreMarks;

    /** A frame that is no record; what comes next tells what it is. */
    void pending(final Replayed.Damage damage)
    {
        add(pending, damage);
    }

    /** A record came: whether those before it were only a torn tail. */
    void settle(final boolean tail)
    {
        if (!tail)
        {
            pending.forEach(this::middle);
        }
        pending.clear();
    }

    /** The journal does not begin with record 1: damage, unless a record says that retention deleted what was up to a place. */
    void begins(final ChainHead before, final Replayed.Damage what)
    {
        begunAfter = before;
        begun = what;
        middle(what);
    }

    void middle(final Replayed.Damage damage)
    {
        add(middle, damage);
    }

    private void add(final List<Replayed.Damage> list, final Replayed.Damage damage)
    {
        if (list.size() < MOST)
        {
            list.add(damage);
        }
        else
        {
            more++;
            moreMarks += Long.rotateLeft(damage.mark().value(), 32) ^ damage.mark().threshold();
        }
    }

    void record(final JournalRecord record)
    {
        if (begunAfter != null && begunAfter.equals(Retained.of(record.content())))
        {
            middle.remove(begun);
            begunAfter = null;
        }
        // What bears the mark of a torn tail excuses nothing here: past a torn tail the chain goes on, and here it does not.
        if (record.type() == RecordType.DAMAGE && (more > 0 || !middle.isEmpty())
            && !record.content().texts().subject().equals(Contents.TORN_TAIL))
        {
            final RecordContent.Numbers mark = record.content().change().numbers();
            if (more > 0 && mark.equals(moreMark()))
            {
                more = 0;
                moreMarks = 0;
                return;
            }
            for (int i = 0; i < middle.size(); i++)
            {
                if (middle.get(i).mark().equals(mark))
                {
                    middle.remove(i);
                    return;
                }
            }
        }
    }

    private RecordContent.Numbers moreMark()
    {
        return new RecordContent.Numbers(false, -more, moreMarks);
    }

    Replayed.Damages result(final int faults)
    {
        final Replayed.Damage torn = faults == 1 ? pending.get(0) : null;
        if (faults > 1)
        {
            settle(false);
        }
        if (more > 0)
        {
            middle.add(new Replayed.Damage("the journal", -1, moreMark(), more + " more places than are listed"));
        }
        return new Replayed.Damages(torn, List.copyOf(middle));
    }
}
