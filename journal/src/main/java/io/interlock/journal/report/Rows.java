package io.interlock.journal.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The first and the last rows of a table, and how many were between: how it began and how it ended is what people ask for first.
 *
 * <p>Threading: one thread.
 */
final class Rows<T>
{
    private final int first;
    private final int last;
    private final List<T> head = new ArrayList<>();
    private final Deque<T> tail = new ArrayDeque<>();
    private long total;

    Rows(final int first, final int last)
    {
        this.first = first;
        this.last = last;
    }

    void add(final T row)
    {
        total++;
        if (head.size() < first)
        {
            head.add(row);
            return;
        }
        if (tail.size() == last)
        {
            tail.removeFirst();
        }
        tail.addLast(row);
    }

    List<T> head()
    {
        return head;
    }

    List<T> tail()
    {
        return List.copyOf(tail);
    }

    /** Those that are kept, in their order. */
    List<T> kept()
    {
        final List<T> kept = new ArrayList<>(head);
        kept.addAll(tail);
        return kept;
    }

    /** How many came between head and tail and are not kept. */
    long omitted()
    {
        return total - head.size() - tail.size();
    }

    long total()
    {
        return total;
    }
}
