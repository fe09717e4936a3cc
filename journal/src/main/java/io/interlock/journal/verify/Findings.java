package io.interlock.journal.verify;

import io.interlock.journal.store.FrameSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Collects findings, not without end.
 *
 * <p>Threading: one thread.
 */
final class Findings
{
    private final List<Finding> list = new ArrayList<>();
    private long more;

    Finding at(final Finding.Kind kind, final FrameSource.Frame frame, final long sequence, final String what)
    {
        return add(new Finding(kind, frame.file(), frame.index(), sequence, what));
    }

    void whole(final Finding.Kind kind, final String what)
    {
        add(new Finding(kind, "", -1, -1, what));
    }

    private Finding add(final Finding finding)
    {
        if (list.size() < Verification.MOST)
        {
            list.add(finding);
        }
        else
        {
            more++;
        }
        return finding;
    }

    /** Takes one back that turned out to be none. */
    void remove(final Finding finding)
    {
        if (!list.removeIf(other -> other == finding))
        {
            more--;
        }
    }

    void removeIf(final Predicate<Finding> which)
    {
        list.removeIf(which);
    }

    /** Whether something was found in a file. */
    boolean has(final String file)
    {
        return list.stream().anyMatch(finding -> finding.file().equals(file));
    }

    long more()
    {
        return more;
    }

    /** In the order of the journal; those about the whole are last. */
    List<Finding> sorted()
    {
        list.sort(Comparator.comparingLong(finding -> finding.index() < 0 ? Long.MAX_VALUE : finding.index()));
        return List.copyOf(list);
    }
}
