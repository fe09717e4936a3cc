package io.interlock.core.machine;

import java.util.Arrays;

/**
 * When each scope next has something to do by time alone: a binary heap with one entry for each scope, which knows where each scope's
 * entry is.
 * A key may be earlier than what the scope is really waiting for (clocks restart far more often than anything falls due), never later:
 * whoever takes an entry asks the scope again.
 *
 * <p>Threading: breaker thread only. Allocates only when a scope is added.
 */
final class Agenda
{
    private long[] keyNs = new long[16];
    private int[] heap = new int[16];
    private int[] place = new int[16];
    private int size;

    void addScope(final int id)
    {
        if (id != size)
        {
            throw new IllegalArgumentException("scope ids are dense: expected " + size + " but got " + id);
        }
        if (size == heap.length)
        {
            keyNs = Arrays.copyOf(keyNs, size * 2);
            heap = Arrays.copyOf(heap, size * 2);
            place = Arrays.copyOf(place, size * 2);
        }
        keyNs[id] = ScopeView.NOT_DUE;
        heap[size] = id;
        place[id] = size;
        size++;
    }

    /** The earliest time at which any scope may have something to do. */
    long nextNs()
    {
        return keyNs[heap[0]];
    }

    int nextScope()
    {
        return heap[0];
    }

    /** Not later than this any more; a later time changes nothing. */
    void noLaterThan(final int id, final long dueNs)
    {
        if (dueNs < keyNs[id])
        {
            keyNs[id] = dueNs;
            siftUp(place[id]);
        }
    }

    /** Exactly this, the entry having been taken. */
    void set(final int id, final long dueNs)
    {
        final boolean later = dueNs > keyNs[id];
        keyNs[id] = dueNs;
        if (later)
        {
            siftDown(place[id]);
        }
        else
        {
            siftUp(place[id]);
        }
    }

    private void siftUp(final int from)
    {
        int at = from;
        while (at > 0 && keyNs[heap[at]] < keyNs[heap[(at - 1) / 2]])
        {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void siftDown(final int from)
    {
        int at = from;
        while (true)
        {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++)
            {
                least = keyNs[heap[child]] < keyNs[heap[least]] ? child : least;
            }
            if (least == at)
            {
                return;
            }
            swap(at, least);
            at = least;
        }
    }

    private void swap(final int one, final int other)
    {
        final int id = heap[one];
        heap[one] = heap[other];
        heap[other] = id;
        place[heap[one]] = one;
        place[heap[other]] = other;
    }
}
